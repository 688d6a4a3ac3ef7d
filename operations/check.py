"""Check an organization file and name everything that is wrong with it.

Nothing outside the file is looked at: no AWS account, no network.
"""

import argparse
import json
from dataclasses import asdict

from operations._console import say
from organizations.loading import load
from organizations.model import Organization
from organizations.problems import OrganizationFileError, Problem, counted, printable


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the verb."""
    parser.add_argument("file", metavar="FILE", help="organization file, such as organizations/example.yaml")
    parser.add_argument("--json", action="store_true", help="report as JSON: file, ok and problems")


def run(args: argparse.Namespace) -> int:
    """Report on the file: 0 when it can be used, 2 when it can't."""
    problems: tuple[Problem, ...] = ()
    try:
        organization = load(args.file)
        report = f"{printable(args.file)}: {_summary(organization)}"
    except OrganizationFileError as error:
        problems, report = error.problems, str(error)
    if args.json:
        details = {"file": args.file, "ok": not problems, "problems": [asdict(each) for each in problems]}
        report = json.dumps(details, indent=2)
    say(report)
    return 2 if problems else 0


def _summary(organization: Organization) -> str:
    counts = {
        "account": len(organization.accounts),
        "unit": len(organization.unit_paths),
        "region": len(organization.regions),
        "network": len(organization.networks),
    }
    return ", ".join(counted(number, noun) for noun, number in counts.items())
