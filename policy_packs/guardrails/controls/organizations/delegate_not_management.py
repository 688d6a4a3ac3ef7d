"""Services are administered from member accounts, not from the management account."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import Control, Given, Parameter, Ref, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import DELEGATED, EMPTY_ORGANIZATION, ORGANIZATION

# The input that names the account, by type.
_ACCOUNTS = {
    DELEGATED: "accountId",
    "aws:auditmanager/organizationAdminAccountRegistration:OrganizationAdminAccountRegistration": "adminAccountId",
    "aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount": "accountId",
    "aws:detective/organizationAdminAccount:OrganizationAdminAccount": "accountId",
    "aws:ec2/vpcIpamOrganizationAdminAccount:VpcIpamOrganizationAdminAccount": "delegatedAdminAccountId",
    "aws:fms/adminAccount:AdminAccount": "accountId",
    "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount": "adminAccountId",
    "aws:inspector2/delegatedAdminAccount:DelegatedAdminAccount": "accountId",
    "aws:macie2/organizationAdminAccount:OrganizationAdminAccount": "adminAccountId",
    "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount": "adminAccountId",
}


def _check(delegate: Resource, stack: Stack) -> Iterator[str]:
    name = _ACCOUNTS[delegate.type]
    account = delegate.text(name)
    management = delegate.parameters["managementAccount"]
    if account and (account == management or account in stack.once(_management_accounts)):
        yield f"the service is run where guardrails don't hold; got {name} {account}, expected a member account"


def _management_accounts(stack: Stack) -> set[str]:
    return {organization.text("masterAccountId") for organization in stack.of_type(ORGANIZATION)}


def _given(type: str, account: Any) -> Given:
    return Given(type, {_ACCOUNTS[type]: account}, name="delegate")


_MANAGEMENT = "111122223333"
_MEMBER = "444455556666"

CONTROL = Control(
    id="organizations.delegate-not-management",
    title="Services are administered from member accounts, not from the management account",
    practices=("account.organizations", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="Whoever operates the service would need access to the one account that no service control policy binds.",
    fix="name an account for security as the delegated administrator",
    rules=(StackRule(tuple(_ACCOUNTS), _check),),
    frameworks={Framework.CIS_7_0: ("2.1.5", "2.1.6")},
    parameters={
        "managementAccount": Parameter(
            "",
            {
                "type": "string",
                "pattern": "^([0-9]{12})?$",
                "description": "The id of the management account; empty: that of the organization in the stack.",
            },
        )
    },
    good=(
        example("nothing known of the management account", _given(DELEGATED, _MEMBER)),
        example("a member", _given(DELEGATED, _MEMBER), managementAccount=_MANAGEMENT),
        example("a member of the stack's organization", EMPTY_ORGANIZATION, _given(DELEGATED, _MEMBER)),
        example("everything omitted", EMPTY_ORGANIZATION, Given(DELEGATED)),
    ),
    bad=(
        *(example(type, _given(type, _MANAGEMENT), managementAccount=_MANAGEMENT) for type in _ACCOUNTS),
        example(
            "the account of the stack's organization",
            EMPTY_ORGANIZATION,
            _given(DELEGATED, Ref("organization", "masterAccountId")),
        ),
    ),
)
