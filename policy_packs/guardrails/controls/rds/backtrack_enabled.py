"""Aurora MySQL clusters can be turned back in time."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER


def _check(cluster: Resource) -> Iterator[str]:
    seconds = cluster.number("backtrackWindow")
    if cluster.text("engine", default="aurora") in ("aurora", "aurora-mysql") and seconds <= 0:
        yield f"a mistake takes a restore to undo; got backtrackWindow {seconds:g}, expected 1 to 259200 seconds"


_AURORA = {"engine": "aurora-mysql"}

CONTROL = Control(
    id="rds.backtrack-enabled",
    title="Aurora MySQL clusters can be turned back in time",
    practices=("response.plan", "advisor.trusted-advisor"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Turning the cluster back takes minutes, restoring a copy of it takes hours.",
    fix="set backtrackWindow to the seconds to go back by, 259200 at most",
    rules=(ResourceRule((CLUSTER,), _check),),
    detection=(ConfigRule("AURORA_MYSQL_BACKTRACKING_ENABLED"), SecurityHubControl("RDS.14")),
    frameworks={Framework.FSBP: ("RDS.14",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_326",), Tool.CONTROL_TOWER: ("RDS.PR.6",)},
    good=(
        example("a day", Given(CLUSTER, _AURORA | {"backtrackWindow": 86400})),
        example("a second", Given(CLUSTER, _AURORA | {"backtrackWindow": 1})),
        example("an engine without it", Given(CLUSTER, {"engine": "aurora-postgresql"})),
    ),
    bad=(
        example("everything omitted", Given(CLUSTER)),
        example("everything omitted but the engine", Given(CLUSTER, _AURORA)),
        example("off", Given(CLUSTER, _AURORA | {"backtrackWindow": 0})),
        example("the first Aurora", Given(CLUSTER, {"engine": "aurora"})),
    ),
)
