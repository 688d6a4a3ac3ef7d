"""Amazon Inspector in every account of the organization, present and future, in one region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import LandingZoneComponent
from .inspector import PATIENCE, SCANS

# Source: Inspector API reference, "Enable".
_ACCOUNTS_A_CALL: Final = 100


class OrganizationInspectorArgs(TypedDict):
    """region: where to scan. members: the ids of all accounts but the administrator, by name.

    scanned: those of them that scan already, the management account for one.
    """

    region: str
    members: Mapping[str, pulumi.Input[str]]
    scanned: Sequence[str]


class OrganizationInspector(LandingZoneComponent):
    """Scans the members that are there, and by the organization's configuration those that come.

    To be made in Inspector's delegated administrator. AWS enables scans in new members only, so the others are
    associated one by one, and scanned from then on.

    Source: Inspector user guide, "Managing multiple accounts with AWS Organizations".
    """

    def __init__(self, name: str, args: OrganizationInspectorArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        region, members = args["region"], args["members"]
        auto = aws.inspector2.OrganizationConfiguration(
            f"{name}-new-accounts",
            region=region,
            auto_enable={"ec2": True, "ecr": True, "lambda_": True},
            opts=self.child(),
        )
        associated = [
            aws.inspector2.MemberAssociation(
                f"{name}-member-{member}", account_id=id, region=region, opts=self.child(depends_on=[auto])
            )
            for member, id in members.items()
        ]
        ids = [id for member, id in members.items() if member not in args["scanned"]]
        for start in range(0, len(ids), _ACCOUNTS_A_CALL):
            aws.inspector2.Enabler(
                f"{name}-members" + (f"-{start}" if start else ""),
                account_ids=ids[start : start + _ACCOUNTS_A_CALL],
                resource_types=list(SCANS),
                region=region,
                opts=self.kept_child(depends_on=associated, custom_timeouts=PATIENCE),
            )
        self.register_outputs({})
