"""Auto Scaling groups replace their instances by fresh ones."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import GROUP


def _check(group: Resource) -> Iterator[str]:
    if not group.number("maxInstanceLifetime") and "instanceRefresh" not in group:
        yield "instances grow old unpatched; got no maxInstanceLifetime nor instanceRefresh, expected one of them"


_SIZES = {"minSize": 2, "maxSize": 4}
_MONTH = 30 * 24 * 60 * 60

CONTROL = Control(
    id="autoscaling.instances-replaced",
    title="Auto Scaling groups replace their instances by fresh ones",
    practices=("patching.patch-manager", "patching.managed-services"),
    severity=Severity.LOW,
    why="A group that never shrinks keeps machines for years, with the flaws and the intruders of all that time.",
    fix="set maxInstanceLifetime, or an instanceRefresh that follows new images",
    tier=Tier.REGULATED,
    rules=(ResourceRule((GROUP,), _check),),
    good=(
        example("a month", Given(GROUP, _SIZES | {"maxInstanceLifetime": _MONTH})),
        example("a day, the shortest that AWS takes", Given(GROUP, _SIZES | {"maxInstanceLifetime": 86400})),
        example("with each new image", Given(GROUP, _SIZES | {"instanceRefresh": {"strategy": "Rolling"}})),
    ),
    bad=(
        example("everything omitted but the sizes", Given(GROUP, _SIZES)),
        example("for ever", Given(GROUP, _SIZES | {"maxInstanceLifetime": 0})),
    ),
)
