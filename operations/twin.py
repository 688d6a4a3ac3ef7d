"""Stand in for AWS behind the real Pulumi engine: pulumi up, preview, refresh and destroy without an account.

Prints the environment that points the engine, and the hooks of the program, at the embedded AWS.
"""

from __future__ import annotations

import argparse
import threading

from operations._console import complain, say
from operations._organization import organization_argument, read_organization
from twin.aws import EmbeddedAws
from twin.provider import provider
from twin.server import endpoint, management_credentials


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    organization_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted; the environment goes to standard output, one assignment a line."""
    organization = read_organization(args)
    management = organization.accounts[organization.foundation.management].id or ""
    with EmbeddedAws(management) as aws, provider(aws) as port, endpoint() as url:
        environment = {
            "PULUMI_DEBUG_PROVIDERS": f"aws:{port}",
            "AWS_ENDPOINT_URL": url,
            "AWS_REGION": organization.home_region,
            **management_credentials(aws),
        }
        for name, value in environment.items():
            say(f"export {name}={value}")
        complain("the embedded AWS stands behind the engine until Ctrl-C")
        threading.Event().wait()
    return 0
