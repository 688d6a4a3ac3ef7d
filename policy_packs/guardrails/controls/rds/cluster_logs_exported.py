"""Database clusters send their logs to CloudWatch."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER

_LOGS = {
    "aurora": ("audit",),
    "aurora-mysql": ("audit",),
    "aurora-postgresql": ("postgresql",),
    "mysql": ("audit", "error", "general", "slowquery"),
    "postgres": ("postgresql",),
}


def _check(cluster: Resource) -> Iterator[str]:
    exported = cluster.texts("enabledCloudwatchLogsExports")
    wanted = _LOGS.get(cluster.text("engine", default="aurora"), tuple(exported))
    if not any(name in wanted for name in exported):
        yield (
            "who did what in the database is lost with it; "
            f"got {', '.join(exported) or 'nothing'} in enabledCloudwatchLogsExports, "
            f"expected {' or '.join(wanted) or 'the logs of the engine'}"
        )


def _given(engine: str, *logs: str) -> Given:
    return Given(CLUSTER, {"engine": engine, "enabledCloudwatchLogsExports": [*logs]})


CONTROL = Control(
    id="rds.cluster-logs-exported",
    title="Database clusters send their logs to CloudWatch",
    practices=("logging.cloudwatch", "logging.centralized"),
    severity=Severity.MEDIUM,
    why="The log of connections and statements is what an investigation starts from, and instances lose it.",
    fix="name audit (MySQL) or postgresql (PostgreSQL) in enabledCloudwatchLogsExports",
    rules=(ResourceRule((CLUSTER,), _check),),
    detection=(
        ConfigRule("AURORA_MYSQL_CLUSTER_AUDIT_LOGGING"),
        ConfigRule("RDS_AURORA_MYSQL_AUDIT_LOGGING_ENABLED"),
        ConfigRule("RDS_AURORA_POSTGRESQL_LOGS_TO_CLOUDWATCH"),
        SecurityHubControl("RDS.34"),
        SecurityHubControl("RDS.37"),
        SecurityHubControl("RDS.45"),
    ),
    frameworks={Framework.FSBP: ("RDS.34", "RDS.37", "RDS.45")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_324", "CKV_AWS_325")},
    good=(
        *(example(f"{log} of {engine}", _given(engine, log)) for engine, logs in _LOGS.items() for log in logs),
        example("an engine that is not known yet", _given("aurora-next", "audit")),
    ),
    bad=(
        example("everything omitted but the engine", Given(CLUSTER, {"engine": "aurora-postgresql"})),
        example("everything omitted", Given(CLUSTER)),
        example("no log at all", _given("aurora-next")),
        example("only the log of slow queries", _given("aurora-mysql", "slowquery")),
        *(example(f"another engine's log of {engine}", _given(engine, "agent")) for engine in _LOGS),
        example("an engine that is not said", Given(CLUSTER, {"enabledCloudwatchLogsExports": ["agent"]})),
    ),
)
