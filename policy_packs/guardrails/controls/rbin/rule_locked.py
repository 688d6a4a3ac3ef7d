"""Retention rules of the recycle bin are locked."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity, Tier
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:rbin/rule:Rule": (Setting("lockConfiguration.unlockDelay.unlockDelayUnit", ("DAYS",)),),
}
_CONSEQUENCE = "whoever deletes a snapshot deletes the rule first"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="rbin.rule-locked",
    title="Retention rules of the recycle bin are locked",
    practices=("response.plan",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The bin is for what an intruder deletes; he empties it where he may change the rule.",
    fix="set lockConfiguration with an unlockDelay",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
