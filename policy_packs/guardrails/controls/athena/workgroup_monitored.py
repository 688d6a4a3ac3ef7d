"""Workgroups of Athena publish what is queried and how much."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import WORKGROUP

_PATH = "configuration.publishCloudwatchMetricsEnabled"


def _check(workgroup: Resource) -> Iterator[str]:
    if not workgroup.block("configuration").flag("publishCloudwatchMetricsEnabled", default=True):
        yield f"nobody sees who scans how much; got {_PATH} false, expected true"


def _mend(workgroup: Resource) -> dict[str, bool]:
    return {_PATH: True} if any(_check(workgroup)) else {}


CONTROL = Control(
    id="athena.workgroup-monitored",
    title="Workgroups of Athena publish what is queried and how much",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="A query that reads everything shows in the scanned bytes first.",
    fix="set configuration.publishCloudwatchMetricsEnabled to true",
    rules=(ResourceRule((WORKGROUP,), _check, _mend),),
    detection=(ConfigRule("ATHENA_WORKGROUP_LOGGING_ENABLED"), SecurityHubControl("Athena.4")),
    frameworks={Framework.FSBP: ("Athena.4",)},
    good=(
        example("everything omitted", Given(WORKGROUP)),
        example("published", Given(WORKGROUP, {"configuration": {"publishCloudwatchMetricsEnabled": True}})),
    ),
    bad=(example("off", Given(WORKGROUP, {"configuration": {"publishCloudwatchMetricsEnabled": False}})),),
)
