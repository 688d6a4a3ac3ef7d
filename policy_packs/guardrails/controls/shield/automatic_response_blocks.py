"""Shield's automatic response blocks what it finds."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_RESPONSE = "aws:shield/applicationLayerAutomaticResponse:ApplicationLayerAutomaticResponse"


def _check(response: Resource) -> Iterator[str]:
    action = response.text("action")
    if action.upper() != "BLOCK":
        yield f"attacks are only counted; got action {action or 'none'}, expected BLOCK"


def _mend(response: Resource) -> dict[str, str]:
    return {"action": "BLOCK"} if any(_check(response)) else {}


_BALANCER = {"resourceArn": "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/0a1b2c3d"}

CONTROL = Control(
    id="shield.automatic-response-blocks",
    title="Shield's automatic response blocks what it finds",
    practices=("automation.shield-advanced", "automation.remediation"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A flood is over before somebody turns counting into blocking by hand.",
    fix="set action to BLOCK",
    rules=(ResourceRule((_RESPONSE,), _check, _mend),),
    good=(
        example("blocks", Given(_RESPONSE, _BALANCER | {"action": "BLOCK"})),
        example("blocks, in small letters", Given(_RESPONSE, _BALANCER | {"action": "Block"})),
    ),
    bad=(
        example("counts", Given(_RESPONSE, _BALANCER | {"action": "COUNT"})),
        example("everything omitted but the resource", Given(_RESPONSE, _BALANCER)),
    ),
)
