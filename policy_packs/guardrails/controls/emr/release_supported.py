"""EMR clusters run releases that are still supported."""

from collections.abc import Iterator

from .._lifecycles import day, ended
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_TYPE = "aws:emr/cluster:Cluster"


def _check(resource: Resource) -> Iterator[str]:
    version = resource.text("releaseLabel")
    end = ended("emr", version, resource.parameters["on"])
    if end:
        yield f"known holes stay open; got releaseLabel {version}, supported until {end}, expected a later one"


def _given(version: str) -> Given:
    return Given(_TYPE, {"releaseLabel": version})


CONTROL = Control(
    id="emr.release-supported",
    title="EMR clusters run releases that are still supported",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="A release is a few hundred packages, and AWS patches it for two years only.",
    fix="choose a later releaseLabel",
    rules=(ResourceRule((_TYPE,), _check),),
    parameters=day(),
    good=(
        example("everything omitted", Given(_TYPE)),
        example("a supported one", _given("emr-7.14.0")),
        example("the last day", _given("emr-7.1.0"), on="2026-04-22"),
    ),
    bad=(
        example("an old one", _given("emr-5.24.1")),
        example("the day after the last", _given("emr-7.1.0"), on="2026-04-23"),
    ),
)
