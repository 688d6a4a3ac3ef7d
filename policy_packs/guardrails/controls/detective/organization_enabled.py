"""Detective takes in new accounts of the organization."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_CONFIGURATION = "aws:detective/organizationConfiguration:OrganizationConfiguration"
_GRAPH = {"graphArn": "arn:aws:detective:us-east-1:111122223333:graph:1a2b3c"}


def _check(configuration: Resource) -> Iterator[str]:
    if not configuration.flag("autoEnable"):
        yield "nobody can investigate new accounts; got autoEnable false, expected true"


def _mend(configuration: Resource) -> dict[str, bool]:
    return {"autoEnable": True} if any(_check(configuration)) else {}


CONTROL = Control(
    id="detective.organization-enabled",
    title="Detective takes in new accounts of the organization",
    practices=("response.plan", "automation.security-hub-guardduty"),
    severity=Severity.LOW,
    why="Detective can't look back to before an account was taken in.",
    fix="set autoEnable to true",
    rules=(ResourceRule((_CONFIGURATION,), _check, _mend),),
    tier=Tier.REGULATED,
    good=(example("taken in", Given(_CONFIGURATION, _GRAPH | {"autoEnable": True})),),
    bad=(
        example("everything omitted but the graph", Given(_CONFIGURATION, _GRAPH)),
        example("off", Given(_CONFIGURATION, _GRAPH | {"autoEnable": False})),
    ),
)
