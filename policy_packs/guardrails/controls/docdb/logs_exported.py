"""DocumentDB clusters send their logs to CloudWatch."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_CLUSTER = "aws:docdb/cluster:Cluster"
_LOGS = ("audit", "profiler")


def _check(cluster: Resource) -> Iterator[str]:
    exported = cluster.texts("enabledCloudwatchLogsExports")
    if not any(name in exported for name in _LOGS):
        yield (
            "who did what in the database is lost; "
            f"got {', '.join(exported) or 'nothing'} in enabledCloudwatchLogsExports, expected audit or profiler"
        )


CONTROL = Control(
    id="docdb.logs-exported",
    title="DocumentDB clusters send their logs to CloudWatch",
    practices=("logging.cloudwatch", "logging.centralized"),
    severity=Severity.MEDIUM,
    why="Who did what in the database, and what took long, is recorded nowhere else.",
    fix="name audit in enabledCloudwatchLogsExports and switch the parameter audit_logs on",
    rules=(ResourceRule((_CLUSTER,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_85",), Tool.TRIVY: ("AWS-0020",)},
    good=tuple(example(name, Given(_CLUSTER, {"enabledCloudwatchLogsExports": [name]})) for name in _LOGS),
    bad=(
        example("everything omitted", Given(_CLUSTER)),
        example("no log", Given(_CLUSTER, {"enabledCloudwatchLogsExports": []})),
        example("another log", Given(_CLUSTER, {"enabledCloudwatchLogsExports": ["error"]})),
    ),
)
