"""Services return to the last release when a new one fails."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block
from .._resources import Resource
from ._helpers import SERVICE


def _rolls_back(block: Block) -> bool:
    return block.flag("enable") and block.flag("rollback")


def _check(service: Resource) -> Iterator[str]:
    if service.block("deploymentController").text("type") in ("CODE_DEPLOY", "EXTERNAL"):
        return
    if not any(_rolls_back(service.block(name)) for name in ("deploymentCircuitBreaker", "alarms")):
        yield (
            "a release that fails stays and is tried for ever; got no deploymentCircuitBreaker that rolls back, "
            "expected enable and rollback true"
        )


_BACK = {"enable": True, "rollback": True}

CONTROL = Control(
    id="ecs.deployment-rolls-back",
    title="Services return to the last release when a new one fails",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Without it, ECS starts the broken tasks again and again until somebody looks.",
    fix="set enable and rollback of deploymentCircuitBreaker to true",
    rules=(ResourceRule((SERVICE,), _check),),
    good=(
        example("a circuit breaker", Given(SERVICE, {"deploymentCircuitBreaker": _BACK})),
        example("alarms", Given(SERVICE, {"alarms": _BACK | {"alarmNames": ["errors"]}})),
        *(
            example(f"deployed by {type}", Given(SERVICE, {"deploymentController": {"type": type}}))
            for type in ("CODE_DEPLOY", "EXTERNAL")
        ),
    ),
    bad=(
        example("everything omitted", Given(SERVICE)),
        *(
            example(
                f"a circuit breaker that doesn't {name}",
                Given(SERVICE, {"deploymentCircuitBreaker": _BACK | {name: False}}),
            )
            for name in _BACK
        ),
        example("alarms that don't roll back", Given(SERVICE, {"alarms": {"enable": True, "alarmNames": ["errors"]}})),
    ),
)
