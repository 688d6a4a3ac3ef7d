"""Environments run versions of Airflow that are still supported."""

from collections.abc import Iterator

from .._lifecycles import day, ended
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_TYPE = "aws:mwaa/environment:Environment"


def _check(resource: Resource) -> Iterator[str]:
    version = resource.text("airflowVersion")
    end = ended("airflow", version, resource.parameters["on"])
    if end:
        yield f"known holes stay open; got airflowVersion {version}, supported until {end}, expected a later one"


def _given(version: str) -> Given:
    return Given(_TYPE, {"airflowVersion": version})


CONTROL = Control(
    id="mwaa.version-supported",
    title="Environments run versions of Airflow that are still supported",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="Airflow's web server runs code, and its holes are known to all.",
    fix="choose a later airflowVersion",
    rules=(ResourceRule((_TYPE,), _check),),
    parameters=day(),
    good=(
        example("everything omitted", Given(_TYPE)),
        example("a supported one", _given("2.10.3")),
        example("the last day", _given("2.4.3"), on="2025-12-30"),
    ),
    bad=(
        example("an old one", _given("1.10.12")),
        example("the day after the last", _given("2.4.3"), on="2025-12-31"),
    ),
)
