"""Delegated administrators: of AWS Organizations, GuardDuty and Security Hub."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar

from ..aws import global_region
from ..handlers import Handler, Place, Properties, TwinError


def _organizations(at: Place) -> Any:
    return at.aws.client("organizations", at.aws.management_account, global_region(at.partition))


def require_administrator(at: Place, service: str) -> None:
    """Refuse what AWS only takes from the management account or the service's delegated administrator.

    Raises:
        TwinError: the account is neither.
    """
    delegated = _organizations(at).list_delegated_administrators(ServicePrincipal=service)["DelegatedAdministrators"]
    if at.account not in (at.aws.management_account, *(account["Id"] for account in delegated)):
        raise TwinError(
            f"{at.account} acts for the organization on behalf of {service}; expected the management account or "
            "the service's delegated administrator; delegate the service first"
        )


def accounts(at: Place) -> Iterator[str]:
    """The ids of the organization's active accounts."""
    page = _organizations(at).list_accounts()
    while True:
        yield from (account["Id"] for account in page["Accounts"] if account["Status"] == "ACTIVE")
        if not page.get("NextToken"):
            return
        page = _organizations(at).list_accounts(NextToken=page["NextToken"])


class DelegatedAdministrator(Handler):
    token = "aws:organizations/delegatedAdministrator:DelegatedAdministrator"
    replaces = frozenset(("accountId", "servicePrincipal"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        client, service = at.global_client("organizations"), inputs["servicePrincipal"]
        trusted = client.list_aws_service_access_for_organization()["EnabledServicePrincipals"]
        if service not in {item["ServicePrincipal"] for item in trusted}:
            raise TwinError(f"{service} has no trusted access yet; expected it before an administrator is delegated")
        client.register_delegated_administrator(AccountId=inputs["accountId"], ServicePrincipal=service)
        account = self._find(at, inputs["accountId"], service)
        return f"{inputs['accountId']}/{service}", {
            "arn": account["Arn"],
            "name": account["Name"],
            "email": account["Email"],
            "status": account["Status"],
            "joinedMethod": account["JoinedMethod"],
            "joinedTimestamp": account["JoinedTimestamp"].isoformat(),
            "delegationEnabledDate": account["DelegationEnabledDate"].isoformat(),
        }

    def _find(self, at: Place, account: str, service: str) -> Properties:
        client = at.global_client("organizations")
        delegated = client.list_delegated_administrators(ServicePrincipal=service)["DelegatedAdministrators"]
        return next((item for item in delegated if item["Id"] == account), {})

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        account, _, service = id.partition("/")
        return {"accountId": account, "servicePrincipal": service} if self._find(at, account, service) else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        account, _, service = id.partition("/")
        at.global_client("organizations").deregister_delegated_administrator(
            AccountId=account, ServicePrincipal=service
        )


class _RegionalAdministrator(Handler):
    """An administrator that a service delegates by itself, region by region, and switches the service on for."""

    service: ClassVar[str]
    member: ClassVar[str]  # what the service calls the account's id in its list of administrators
    replaces = frozenset(("adminAccountId", "region"))

    @abstractmethod
    def switch_on(self, client: Any) -> None:
        """Do what AWS does in the administrator's account when the service is still off there."""

    def _administrators(self, at: Place) -> list[str]:
        listed = at.client(self.service).list_organization_admin_accounts()["AdminAccounts"]
        return [account[self.member] for account in listed]

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        id = inputs["adminAccountId"]
        if already := self._administrators(at):
            raise TwinError(f"{already[0]} administers {self.service} in {at.region}; expected nobody; remove it first")
        at.client(self.service).enable_organization_admin_account(AdminAccountId=id)
        self.switch_on(at.aws.client(self.service, id, at.region))
        return id, {}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        return {"adminAccountId": id} if id in self._administrators(at) else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client(self.service).disable_organization_admin_account(AdminAccountId=id)


class GuardDutyAdministrator(_RegionalAdministrator):
    token = "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount"
    service = "guardduty"
    member = "AdminAccountId"

    def switch_on(self, client: Any) -> None:
        if not client.list_detectors()["DetectorIds"]:
            client.create_detector(Enable=True)


class SecurityHubAdministrator(_RegionalAdministrator):
    token = "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount"
    service = "securityhub"
    member = "AccountId"

    def switch_on(self, client: Any) -> None:
        # moto takes a second enabling without a word.
        client.enable_security_hub(EnableDefaultStandards=True)
