"""Activations register few machines.

Left out, AWS takes one machine, and a day.
"""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._resources import Resource

_ACTIVATION = "aws:ssm/activation:Activation"


def _check(activation: Resource) -> Iterator[str]:
    most = activation.parameters["machines"]
    limit = activation.number("registrationLimit")
    if limit > most:
        yield f"strangers can register machines; got registrationLimit {limit:g}, expected at most {most}"


def _given(limit: int) -> Given:
    return Given(_ACTIVATION, {"iamRole": "ssm-hybrid", "registrationLimit": limit})


CONTROL = Control(
    id="ssm.activation-bounded",
    title="Activations register few machines",
    practices=("iam.least-privilege", "patching.patch-manager"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Each machine that is registered gets credentials of the activation's role.",
    fix="lower registrationLimit to the number of machines",
    rules=(ResourceRule((_ACTIVATION,), _check),),
    parameters={
        "machines": Parameter(
            10, {"type": "integer", "minimum": 1, "description": "The most machines that an activation may register."}
        )
    },
    good=(
        example("everything omitted", Given(_ACTIVATION)),
        example("ten", _given(10)),
        example("more by the configuration", _given(100), machines=100),
    ),
    bad=(
        example("eleven", _given(11)),
        example("fewer by the configuration", _given(2), machines=1),
    ),
)
