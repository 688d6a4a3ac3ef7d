"""The organization with its units and accounts, trusted access, and central management of root users."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import ACCESS_ROLE, LandingZoneComponent
from ._hooks import account_ready, transient

# What can be attached. Source: AWS Organizations user guide, "Enabling a policy type".
POLICY_TYPES = ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "AISERVICES_OPT_OUT_POLICY", "TAG_POLICY")

# The services that the landing zone runs for the whole organization. Source: AWS Organizations user guide,
# "AWS services that you can use with AWS Organizations".
TRUSTED_SERVICES = (
    "access-analyzer.amazonaws.com",
    "account.amazonaws.com",
    "cloudtrail.amazonaws.com",
    "config-multiaccountsetup.amazonaws.com",
    "config.amazonaws.com",
    "guardduty.amazonaws.com",
    "iam.amazonaws.com",
    "inspector2.amazonaws.com",
    "malware-protection.guardduty.amazonaws.com",
    "securityhub.amazonaws.com",
)

ROOT = "root"


class AccountArgs(TypedDict):
    """One member account: e-mail address, unit path, tags, and the id when it exists and is adopted."""

    email: str
    unit: str
    tags: NotRequired[Mapping[str, str]]
    id: NotRequired[str | None]


class OrganizationArgs(TypedDict):
    """units: unit paths such as "Workloads/Production", parents first. accounts: by name, in order of creation.

    trusted_services: service principals that may work across the organization. home_region: where STS is asked
    whether a new account can be worked in.
    """

    home_region: NotRequired[str]
    units: NotRequired[Sequence[str]]
    accounts: NotRequired[Mapping[str, AccountArgs]]
    trusted_services: NotRequired[Sequence[str]]


class Organization(LandingZoneComponent):
    """The organization, created in the management account, whose provider must be passed.

    Accounts and trusted access are made one after another: AWS Organizations refuses parallel changes. Accounts,
    units and the organization are protected, and an account leaves Pulumi's state without being closed.
    """

    id: pulumi.Output[str]
    root_id: pulumi.Output[str]
    unit_ids: Mapping[str, pulumi.Output[str]]
    account_ids: Mapping[str, pulumi.Output[str]]

    def __init__(
        self, name: str, args: OrganizationArgs | None = None, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        args = args or {}
        organization = aws.organizations.Organization(
            f"{name}-organization",
            feature_set="ALL",
            enabled_policy_types=list(POLICY_TYPES),
            # Trusted access has resources of its own; the list here would switch off whatever it leaves out.
            opts=self.kept_child(protect=True, ignore_changes=["awsServiceAccessPrincipals"]),
        )
        self.id = organization.id
        self.root_id = organization.roots.apply(lambda roots: roots[0].id or "")

        retries = transient(f"{name}-trusted-access")
        last: pulumi.Resource = organization
        for service in sorted(args.get("trusted_services", TRUSTED_SERVICES)):
            last = aws.organizations.AwsServiceAccess(
                f"{name}-trusts-{service.removesuffix('.amazonaws.com')}",
                service_principal=service,
                opts=self.child(protect=True, hooks=retries, depends_on=[last]),
            )
        aws.iam.OrganizationsFeatures(
            f"{name}-root-users",
            enabled_features=["RootCredentialsManagement", "RootSessions"],
            opts=self.kept_child(depends_on=[last]),
        )

        self.unit_ids = {ROOT: self.root_id, **self._units(name, args.get("units", ()))}
        self.account_ids = self._accounts(name, args, last)
        self.register_outputs({"id": self.id, "rootId": self.root_id, "unitIds": self.unit_ids})

    def _units(self, name: str, paths: Sequence[str]) -> dict[str, pulumi.Output[str]]:
        ids: dict[str, pulumi.Output[str]] = {}
        for path in paths:
            parent, _, unit_name = path.rpartition("/")
            unit = aws.organizations.OrganizationalUnit(
                f"{name}-unit-{path.replace('/', '-').lower()}",
                name=unit_name,
                parent_id=ids[parent] if parent else self.root_id,
                opts=self.kept_child(protect=True),
            )
            ids[path] = unit.id
        return ids

    def _accounts(self, name: str, args: OrganizationArgs, last: pulumi.Resource) -> dict[str, pulumi.Output[str]]:
        ready = account_ready(name, args.get("home_region", "us-east-1"))
        ids: dict[str, pulumi.Output[str]] = {}
        for account_name, account in args.get("accounts", {}).items():
            last = aws.organizations.Account(
                f"{name}-account-{account_name}",
                name=account_name,
                email=account["email"],
                parent_id=self.unit_ids[account["unit"]],
                role_name=ACCESS_ROLE,
                close_on_deletion=False,
                tags=dict(account.get("tags", {})),
                opts=self.kept_child(
                    protect=True,
                    depends_on=[last],
                    import_=account.get("id"),
                    # These four would make a new account, or can't be read back from an adopted one.
                    ignore_changes=["email", "iamUserAccessToBilling", "name", "roleName"],
                    hooks=ready,
                ),
            )
            ids[account_name] = last.id
        return ids
