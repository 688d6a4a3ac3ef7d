"""The account that administers the security services of the organization."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import LandingZoneComponent
from ._hooks import service_linked_role, transient

_ANALYZER: Final = "access-analyzer.amazonaws.com"

# What is delegated by AWS Organizations itself, once; GuardDuty, Security Hub and Inspector delegate region by region.
# Source: AWS Organizations user guide, "AWS services that you can use with AWS Organizations".
SERVICES: Final = (_ANALYZER, "config-multiaccountsetup.amazonaws.com", "config.amazonaws.com")


class DelegatedAdministratorsArgs(TypedDict):
    """account_id: the member account that administers. management_account_id: the account that this is made in.

    regions: all governed regions. services: service principals that AWS Organizations delegates. inspector: whether
    Amazon Inspector is delegated too.
    """

    account_id: pulumi.Input[str]
    management_account_id: pulumi.Input[str]
    regions: Sequence[str]
    services: NotRequired[Sequence[str]]
    inspector: NotRequired[bool]


class DelegatedAdministrators(LandingZoneComponent):
    """Delegates the services one after another, in the management account: AWS Organizations refuses parallel changes.

    The services need trusted access first, and both accounts a detector and a hub in every region. Another account can
    only follow once this one is removed everywhere, so the delegations are protected.
    """

    account_id: pulumi.Output[str]

    def __init__(
        self, name: str, args: DelegatedAdministratorsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        account = self.account_id = pulumi.Output.from_input(args["account_id"])
        # Access Analyzer reads the organization with a role in the management account, which its API doesn't make.
        ready = service_linked_role(name, args["management_account_id"], _ANALYZER, args["regions"][0])
        retries = transient(f"{name}-delegations")
        ready.on_error = retries.on_error
        last: pulumi.Resource | None = None
        for service in sorted(args.get("services", SERVICES)):
            last = aws.organizations.DelegatedAdministrator(
                f"{name}-{service.removesuffix('.amazonaws.com')}",
                account_id=account,
                service_principal=service,
                opts=self._after(last, hooks=ready if service == _ANALYZER else retries),
            )
        for region in args["regions"]:
            last = aws.guardduty.OrganizationAdminAccount(
                f"{name}-guardduty-{region}",
                region=region,
                admin_account_id=account,
                opts=self._after(last, hooks=retries),
            )
            last = aws.securityhub.OrganizationAdminAccount(
                f"{name}-securityhub-{region}",
                region=region,
                admin_account_id=account,
                opts=self._after(last, hooks=retries),
            )
            if args.get("inspector", True):
                last = aws.inspector2.DelegatedAdminAccount(
                    f"{name}-inspector-{region}",
                    region=region,
                    account_id=account,
                    opts=self._after(last, hooks=retries),
                )
        self.register_outputs({"accountId": self.account_id})

    def _after(self, last: pulumi.Resource | None, **options: Any) -> pulumi.ResourceOptions:
        depends_on = [last] if last else []
        return self.child(protect=True, delete_before_replace=True, depends_on=depends_on, **options)
