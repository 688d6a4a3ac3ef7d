"""Amazon Inspector: who administers it, where it scans, and what new accounts get."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..handlers import Handler, Place, Properties, Put, TwinError, check_request, unless_gone

_GONE = ("ResourceNotFoundException", "AccessDeniedException")
_SCANS = {
    "EC2": "ec2",
    "ECR": "ecr",
    "LAMBDA": "lambda",
    "LAMBDA_CODE": "lambdaCode",
    "CODE_REPOSITORY": "codeRepository",
}


class DelegatedAdminAccount(Handler):
    token = "aws:inspector2/delegatedAdminAccount:DelegatedAdminAccount"
    replaces = frozenset(("accountId", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        at.client("inspector2").enable_delegated_admin_account(delegatedAdminAccountId=inputs["accountId"])
        return str(inputs["accountId"]), {"relationshipStatus": "ENABLED"}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        found = at.client("inspector2").list_delegated_admin_accounts()["delegatedAdminAccounts"]
        named = {each["accountId"] for each in found if each["status"] == "ENABLED"}
        return {"accountId": id} if id in named else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("inspector2").disable_delegated_admin_account(delegatedAdminAccountId=id)


class Enabler(Put):
    token = "aws:inspector2/enabler:Enabler"
    replaces = frozenset(("region",))

    def put(self, at: Place, inputs: Properties) -> str:
        accounts, types = sorted(inputs["accountIds"]), sorted(inputs["resourceTypes"])
        if at.account in accounts and len(accounts) > 1:
            raise TwinError(
                f"an enabler is for the administrator or for members; got {', '.join(accounts)} in {at.account}; "
                "expected one of both kinds; use two"
            )
        request = {"accountIds": accounts, "resourceTypes": types}
        check_request("inspector2", "Enable", request)
        at.client("inspector2").enable(**request)
        return f"{':'.join(accounts)}-{':'.join(types)}"

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        answer = at.client("inspector2").batch_get_account_status(accountIds=list(inputs["accountIds"]))
        scanned: dict[str, list[str]] = {
            each["accountId"]: [
                type for type, name in _SCANS.items() if each["resourceState"].get(name, {}).get("status") == "ENABLED"
            ]
            for each in answer["accounts"]
        }
        if not any(scanned.values()):
            return None
        wanted = set(inputs["resourceTypes"])
        missing = {account for account, types in scanned.items() if wanted - set(types)}
        return {"accountIds": [each for each in inputs["accountIds"] if each not in missing]}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("inspector2").disable(accountIds=outputs["accountIds"], resourceTypes=outputs["resourceTypes"])


class MemberAssociation(Handler):
    token = "aws:inspector2/memberAssociation:MemberAssociation"
    replaces = frozenset(("accountId", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        at.client("inspector2").associate_member(accountId=inputs["accountId"])
        return str(inputs["accountId"]), {"relationshipStatus": "ENABLED", "delegatedAdminAccountId": at.account}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        answer = unless_gone(lambda: at.client("inspector2").get_member(accountId=id), *_GONE)
        return {"accountId": answer["member"]["accountId"]} if answer else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("inspector2").disassociate_member(accountId=id)


class OrganizationConfiguration(Put):
    token = "aws:inspector2/organizationConfiguration:OrganizationConfiguration"
    replaces = frozenset(("region",))

    def put(self, at: Place, inputs: Properties) -> str:
        request = {"autoEnable": _auto(inputs["autoEnable"])}
        check_request("inspector2", "UpdateOrganizationConfiguration", request)
        at.client("inspector2").update_organization_configuration(**request)
        return at.account

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = at.client("inspector2").describe_organization_configuration()["autoEnable"]
        return {"autoEnable": {name: live.get(_member(name), False) for name in inputs["autoEnable"]}}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        self.put(at, {"autoEnable": {"ec2": False, "ecr": False}})


def _member(name: str) -> str:
    return "lambda" if name == "lambda_" else name


def _auto(enabled: Mapping[str, Any]) -> dict[str, bool]:
    return {_member(name): bool(value) for name, value in enabled.items()}
