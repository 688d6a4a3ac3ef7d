"""Macie is on, in the account and in new ones of the organization."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_ACCOUNT = "aws:macie2/account:Account"
_ORGANIZATION = "aws:macie2/organizationConfiguration:OrganizationConfiguration"


def _check_account(account: Resource) -> Iterator[str]:
    status = account.text("status", default="ENABLED")
    if status != "ENABLED":
        yield f"nobody looks where personal data is; got status {status}, expected ENABLED"


def _mend_account(account: Resource) -> dict[str, str]:
    return {"status": "ENABLED"} if any(_check_account(account)) else {}


def _check_organization(organization: Resource) -> Iterator[str]:
    if not organization.flag("autoEnable"):
        yield "new accounts stay without Macie; got autoEnable false, expected true"


def _mend_organization(organization: Resource) -> dict[str, bool]:
    return {"autoEnable": True} if any(_check_organization(organization)) else {}


CONTROL = Control(
    id="macie.account-enabled",
    title="Macie is on, in the account and in new ones of the organization",
    practices=("data.at-rest", "compliance.access-audit"),
    severity=Severity.MEDIUM,
    why="Data that nobody knows of is protected by nobody.",
    fix="set status to ENABLED, or autoEnable to true for the organization",
    rules=(
        ResourceRule((_ACCOUNT,), _check_account, _mend_account),
        ResourceRule((_ORGANIZATION,), _check_organization, _mend_organization),
    ),
    detection=(ConfigRule("MACIE_STATUS_CHECK"), SecurityHubControl("Macie.1")),
    frameworks={
        Framework.FSBP: ("Macie.1",),
        Framework.CIS_3_0: ("2.1.3",),
        Framework.CIS_5_0: ("2.1.3",),
        Framework.CIS_7_0: ("3.1.3",),
    },
    good=(
        example("everything omitted, which enables", Given(_ACCOUNT)),
        example("said", Given(_ACCOUNT, {"status": "ENABLED"})),
        example("the organization", Given(_ORGANIZATION, {"autoEnable": True})),
    ),
    bad=(
        example("paused", Given(_ACCOUNT, {"status": "PAUSED"})),
        example("the organization, everything omitted", Given(_ORGANIZATION)),
        example("the organization, off", Given(_ORGANIZATION, {"autoEnable": False})),
    ),
)
