"""Patches that are rejected are not installed as something else's dependency."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import BASELINE, baseline

_ALLOW = "ALLOW_AS_DEPENDENCY"


def _check(baseline: Resource) -> Iterator[str]:
    action = baseline.text("rejectedPatchesAction") or _ALLOW
    if action != "BLOCK" and baseline.value("rejectedPatches"):
        yield f"what was rejected comes in all the same; got rejectedPatchesAction {action}, expected BLOCK"


_REJECTED = ["openssl-1.0.2"]

CONTROL = Control(
    id="ssm.rejected-patches-blocked",
    title="Patches that are rejected are not installed as something else's dependency",
    practices=("patching.patch-manager",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A package that was rejected for a reason breaks, or opens, the instance by another way.",
    fix="set rejectedPatchesAction to BLOCK",
    rules=(ResourceRule((BASELINE,), _check),),
    good=(
        example("everything omitted", Given(BASELINE)),
        example("nothing rejected", baseline(rejectedPatches=[], rejectedPatchesAction=_ALLOW)),
        example("blocked", baseline(rejectedPatches=_REJECTED, rejectedPatchesAction="BLOCK")),
    ),
    bad=(
        example("not said", baseline(rejectedPatches=_REJECTED)),
        example("allowed", baseline(rejectedPatches=_REJECTED, rejectedPatchesAction=_ALLOW)),
    ),
)
