"""Database instances record what loads them."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER_INSTANCE, INSTANCE

_TOO_SMALL = ("db.t2.micro", "db.t2.small", "db.t3.micro", "db.t3.small", "db.t4g.micro", "db.t4g.small")
_MYSQL = ("mysql", "mariadb")


def _check(instance: Resource) -> Iterator[str]:
    engine = instance.text("engine")
    if engine.startswith("db2") or (engine in _MYSQL and instance.text("instanceClass") in _TOO_SMALL):
        return
    if not instance.flag("performanceInsightsEnabled"):
        yield "what loads the database stays unseen; got performanceInsightsEnabled false, expected true"


def _given(engine: str | None = None, size: str = "db.m7g.large", on: bool | None = None) -> Given:
    return Given(INSTANCE, {"instanceClass": size, "engine": engine, "performanceInsightsEnabled": on})


_MEMBER = {"clusterIdentifier": "orders", "engine": "aurora-postgresql", "instanceClass": "db.r7g.large"}

CONTROL = Control(
    id="rds.performance-insights",
    title="Database instances record what loads them",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A statement that exhausts or searches the database shows in its load before anywhere else.",
    fix="set performanceInsightsEnabled to true",
    rules=(ResourceRule((INSTANCE, CLUSTER_INSTANCE), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_353",), Tool.TRIVY: ("AWS-0133",)},
    good=(
        example("on", _given(on=True)),
        *(example(f"{engine} on {size}, without it", _given(engine, size)) for engine in _MYSQL for size in _TOO_SMALL),
        example("an engine without it", _given("db2-se")),
    ),
    bad=(
        example("everything omitted but the class", _given()),
        example("off", _given("postgres", on=False)),
        example("a small class that has it", _given("postgres", "db.t3.micro")),
        example("MySQL on a class that has it", _given("mysql", "db.t3.medium")),
        example("a member of a cluster that does not say", Given(CLUSTER_INSTANCE, _MEMBER)),
    ),
)
