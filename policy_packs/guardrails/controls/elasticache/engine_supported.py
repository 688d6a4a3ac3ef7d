"""Caches run on versions of their engine that are still in standard support."""

from collections.abc import Iterator

from .._lifecycles import day, ended
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, GROUP, SERVERLESS

_GLOBAL = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup"


def _check(cache: Resource) -> Iterator[str]:
    engine = cache.text("engine", default="redis")
    version = cache.text("majorEngineVersion" if cache.type == SERVERLESS else "engineVersion")
    end = ended("redis", version, cache.parameters["on"]) if engine == "redis" else None
    if end:
        yield (
            f"the engine is out of standard support; got {engine} {version}, which ended on {end}, "
            "expected a supported version"
        )


def _given(version: str, engine: str | None = "redis") -> Given:
    return Given(GROUP, {"description": "sessions", "engine": engine, "engineVersion": version})


_ALL_OVER = {"globalReplicationGroupIdSuffix": "sessions", "primaryReplicationGroupId": "sessions-1"}

CONTROL = Control(
    id="elasticache.engine-supported",
    title="Caches run on versions of their engine that are still in standard support",
    practices=("patching.managed-services", "advisor.trusted-advisor"),
    severity=Severity.MEDIUM,
    why="After the end, fixes stop or cost a surcharge, and AWS upgrades the cache on a day of its own.",
    fix="upgrade to Valkey, or to a later major version of Redis",
    rules=(ResourceRule((CLUSTER, GROUP, SERVERLESS, _GLOBAL), _check),),
    parameters=day(),
    good=(
        example("everything omitted but the description", Given(GROUP, {"description": "sessions"})),
        example("a supported version", _given("7.1")),
        example("another engine with such a number", _given("1.5.16", "memcached")),
        example("the last day", _given("6.2"), on="2027-01-31"),
    ),
    bad=(
        example("Redis 5", _given("5.0.6")),
        example("the engine is not said", _given("5.0.6", None)),
        example("the day after the last", _given("6.x"), on="2027-02-01"),
        example("a single node", Given(CLUSTER, {"engine": "redis", "engineVersion": "3.2.10"})),
        example("a global group", Given(_GLOBAL, _ALL_OVER | {"engineVersion": "5.0.6"})),
        example("a serverless cache", Given(SERVERLESS, {"engine": "redis", "majorEngineVersion": "5"})),
    ),
)
