"""DocumentDB clusters send their audit log to CloudWatch."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_CLUSTER = "aws:docdb/cluster:Cluster"
_EXPORTS = "enabledCloudwatchLogsExports"


def _check(cluster: Resource) -> Iterator[str]:
    exported = cluster.texts(_EXPORTS)
    if "audit" not in exported:
        yield (
            "who did what in the database is lost; "
            f"got {', '.join(exported) or 'nothing'} in {_EXPORTS}, expected audit"
        )


CONTROL = Control(
    id="docdb.audit-log-exported",
    title="DocumentDB clusters send their audit log to CloudWatch",
    practices=("logging.cloudwatch", "logging.centralized"),
    severity=Severity.MEDIUM,
    why="The audit log of logins and statements exists nowhere else.",
    fix="name audit in enabledCloudwatchLogsExports and switch the parameter audit_logs on",
    rules=(ResourceRule((_CLUSTER,), _check),),
    detection=(ConfigRule("DOCDB_CLUSTER_AUDIT_LOGGING_ENABLED"), SecurityHubControl("DocumentDB.4")),
    frameworks={Framework.FSBP: ("DocumentDB.4",)},
    good=(
        example("exported", Given(_CLUSTER, {_EXPORTS: ["audit"]})),
        example("both logs", Given(_CLUSTER, {_EXPORTS: ["audit", "profiler"]})),
    ),
    bad=(
        example("everything omitted", Given(_CLUSTER)),
        example("the other log", Given(_CLUSTER, {_EXPORTS: ["profiler"]})),
    ),
)
