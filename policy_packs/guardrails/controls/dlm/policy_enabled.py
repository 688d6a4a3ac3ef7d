"""Lifecycle policies of snapshots are on."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import POLICY


def _check(policy: Resource) -> Iterator[str]:
    state = policy.text("state", default="ENABLED")
    if state != "ENABLED":
        yield f"no snapshots are made; got state {state}, expected ENABLED"


def _mend(policy: Resource) -> dict[str, str]:
    return {"state": "ENABLED"} if any(_check(policy)) else {}


CONTROL = Control(
    id="dlm.policy-enabled",
    title="Lifecycle policies of snapshots are on",
    practices=("response.plan", "data.at-rest"),
    severity=Severity.LOW,
    why="A policy that was turned off for a day is forgotten, and the gap shows when a disk is lost.",
    fix="set state to ENABLED, or remove the policy",
    rules=(ResourceRule((POLICY,), _check, _mend),),
    good=(
        example("everything omitted", Given(POLICY)),
        example("on", Given(POLICY, {"state": "ENABLED"})),
    ),
    bad=(example("off", Given(POLICY, {"state": "DISABLED"})),),
)
