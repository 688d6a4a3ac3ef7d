"""Kafka clusters run versions that are still supported."""

from collections.abc import Iterator

from .._lifecycles import day, ended
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_TYPE = "aws:msk/cluster:Cluster"


def _check(resource: Resource) -> Iterator[str]:
    version = resource.text("kafkaVersion")
    end = ended("kafka", version, resource.parameters["on"])
    if end:
        yield f"known holes stay open; got kafkaVersion {version}, supported until {end}, expected a later one"


def _given(version: str) -> Given:
    return Given(_TYPE, {"kafkaVersion": version})


CONTROL = Control(
    id="msk.version-supported",
    title="Kafka clusters run versions that are still supported",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="AWS upgrades what has ended by itself, and not when it suits.",
    fix="choose a later kafkaVersion",
    rules=(ResourceRule((_TYPE,), _check),),
    parameters=day(),
    good=(
        example("everything omitted", Given(_TYPE)),
        example("a supported one", _given("3.8.x")),
        example("the last day", _given("2.6.2"), on="2024-09-11"),
    ),
    bad=(
        example("an old one", _given("2.2.1")),
        example("the day after the last", _given("2.6.2"), on="2024-09-12"),
    ),
)
