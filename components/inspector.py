"""Amazon Inspector in one account and region."""

from __future__ import annotations

from typing import Final, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import LandingZoneComponent
from ._hooks import transient

SCANS: Final = ("EC2", "ECR", "LAMBDA")
"""What is scanned for known vulnerabilities: instances, container images, and functions with their layers."""

# Inspector takes longer than the provider waits by itself.
PATIENCE: Final = pulumi.CustomTimeouts(create="15m", update="15m")


class InspectorArgs(TypedDict):
    """region: where to scan. account_id: of the account that this is made in."""

    region: str
    account_id: pulumi.Input[str]


class Inspector(LandingZoneComponent):
    """Scans one account, for those that the delegation of Inspector would switch it on in; it goes before that.

    The scans stay when the component goes, since that would switch them off.

    Source: Inspector user guide, "Designating a delegated administrator".
    """

    def __init__(self, name: str, args: InspectorArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        aws.inspector2.Enabler(
            f"{name}-scans",
            account_ids=[args["account_id"]],
            resource_types=list(SCANS),
            region=args["region"],
            opts=self.kept_child(custom_timeouts=PATIENCE, hooks=transient(f"{name}-scans")),
        )
        self.register_outputs({})
