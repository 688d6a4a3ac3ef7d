"""The organization has all features, and no member account can leave it."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Exempt, Given, Guardrail, ResourceRule, Severity, example
from .._resources import Resource

_ORGANIZATION = "aws:organizations/organization:Organization"


def _check(organization: Resource) -> Iterator[str]:
    features = organization.text("featureSet", default="ALL")
    if features != "ALL":
        yield f"member accounts can't be bound by guardrails; got featureSet {features}, expected ALL"


def _mend(organization: Resource) -> dict[str, str]:
    return {"featureSet": "ALL"} if any(_check(organization)) else {}


CONTROL = Control(
    id="organizations.member-cannot-leave",
    title="The organization has all features, and no member account can leave it",
    practices=("account.organizations",),
    severity=Severity.HIGH,
    why="An account that leaves takes its data along and is free of every guardrail from that moment on.",
    fix="set featureSet to ALL, or leave it out",
    rules=(ResourceRule((_ORGANIZATION,), _check, _mend),),
    guardrails=(
        Guardrail(sid="DenyLeaveOrganization", actions=("organizations:LeaveOrganization",), exempt=Exempt.NOBODY),
    ),
    detection=(ConfigRule("ACCOUNT_PART_OF_ORGANIZATIONS"),),
    frameworks={Framework.CIS_7_0: ("2.1.2",)},
    good=(
        example("everything omitted", Given(_ORGANIZATION)),
        example("all features", Given(_ORGANIZATION, {"featureSet": "ALL"})),
    ),
    bad=(example("consolidated billing only", Given(_ORGANIZATION, {"featureSet": "CONSOLIDATED_BILLING"})),),
)
