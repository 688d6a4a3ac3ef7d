"""DocumentDB clusters send their profiler log to CloudWatch."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_CLUSTER = "aws:docdb/cluster:Cluster"
_EXPORTS = "enabledCloudwatchLogsExports"


def _check(cluster: Resource) -> Iterator[str]:
    exported = cluster.texts(_EXPORTS)
    if "profiler" not in exported:
        yield (
            "which operations are slow is lost; "
            f"got {', '.join(exported) or 'nothing'} in {_EXPORTS}, expected profiler"
        )


CONTROL = Control(
    id="docdb.profiler-log-exported",
    title="DocumentDB clusters send their profiler log to CloudWatch",
    practices=("logging.cloudwatch", "logging.centralized"),
    severity=Severity.LOW,
    why="A query for everything, or one that was slipped in, shows in the time that it takes.",
    fix="name profiler in enabledCloudwatchLogsExports and switch the parameter profiler on",
    rules=(ResourceRule((_CLUSTER,), _check),),
    tier=Tier.REGULATED,
    good=(
        example("exported", Given(_CLUSTER, {_EXPORTS: ["profiler"]})),
        example("both logs", Given(_CLUSTER, {_EXPORTS: ["audit", "profiler"]})),
    ),
    bad=(
        example("everything omitted", Given(_CLUSTER)),
        example("the other log", Given(_CLUSTER, {_EXPORTS: ["audit"]})),
    ),
)
