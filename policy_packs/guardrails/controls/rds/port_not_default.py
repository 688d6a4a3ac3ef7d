"""Databases don't listen where everybody looks first."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, INSTANCE, family_of

_PORTS = {
    "aurora": 3306,
    "aurora-mysql": 3306,
    "aurora-postgresql": 5432,
    "db2": 50000,
    "mariadb": 3306,
    "mysql": 3306,
    "oracle": 1521,
    "postgres": 5432,
    "sqlserver": 1433,
}


def _check(database: Resource) -> Iterator[str]:
    default = _PORTS.get(family_of(database.text("engine")))
    if default is not None and database.number("port", default=default) == default:
        yield f"scans find the database at once; got port {default}, expected another one"


def _given(engine: str | None, port: int | None = None, type: str = INSTANCE) -> Given:
    size = {"instanceClass": "db.m7g.large"} if type == INSTANCE else {}
    return Given(type, size | {"engine": engine, "port": port})


CONTROL = Control(
    id="rds.port-not-default",
    title="Databases don't listen where everybody looks first",
    practices=("network.security-groups",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Who gets into the network tries the engines' default ports first.",
    fix="set port to one that is not the default of the engine",
    rules=(ResourceRule((INSTANCE, CLUSTER), _check),),
    detection=(SecurityHubControl("RDS.23"),),
    frameworks={Framework.FSBP: ("RDS.23",)},
    good=(
        example("everything omitted but the class", _given(None)),
        *(example(f"{engine} beside it", _given(engine, port + 1)) for engine, port in _PORTS.items()),
        example("the default of another engine", _given("mysql", 5432)),
        example("another port for a cluster", _given("aurora-mysql", 4306, CLUSTER)),
    ),
    bad=(
        *(example(f"{engine} by default", _given(engine)) for engine in _PORTS if not engine.startswith("aurora")),
        *(example(f"{engine} by its number", _given(engine, port)) for engine, port in _PORTS.items()),
        example("an edition", _given("sqlserver-ee")),
        *(
            example(f"a cluster of {engine}", _given(engine, type=CLUSTER))
            for engine in _PORTS
            if engine.startswith("aurora")
        ),
    ),
)
