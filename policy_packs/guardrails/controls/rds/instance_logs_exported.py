"""Database instances send their logs to CloudWatch."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import INSTANCE, family_of

_LOGS = {
    "db2": ("diag.log", "notify.log"),
    "mariadb": ("audit", "error", "general", "slowquery"),
    "mysql": ("audit", "error", "general", "iam-db-auth-error", "slowquery"),
    "oracle": ("alert", "audit", "listener", "trace"),
    "postgres": ("postgresql",),
    "sqlserver": ("error",),
}


def _check(instance: Resource) -> Iterator[str]:
    exported, engine = instance.texts("enabledCloudwatchLogsExports"), instance.text("engine")
    wanted = _LOGS.get(family_of(engine), tuple(exported))
    if not any(name in wanted for name in exported):
        yield (
            "what happens in the database is lost with it; "
            f"got {', '.join(exported) or 'nothing'} in enabledCloudwatchLogsExports, "
            f"expected {' or '.join(wanted) or 'the logs of the engine'}"
        )


def _given(engine: str | None, *logs: str) -> Given:
    return Given(INSTANCE, {"instanceClass": "db.m7g.large", "engine": engine, "enabledCloudwatchLogsExports": [*logs]})


CONTROL = Control(
    id="rds.instance-logs-exported",
    title="Database instances send their logs to CloudWatch",
    practices=("logging.cloudwatch", "logging.centralized"),
    severity=Severity.MEDIUM,
    why="The instance keeps its logs for days only, and who owns the database can remove them.",
    fix="name the engine's logs in enabledCloudwatchLogsExports",
    rules=(ResourceRule((INSTANCE,), _check),),
    detection=(
        ConfigRule("RDS_LOGGING_ENABLED"),
        ConfigRule("RDS_POSTGRESQL_LOGS_TO_CLOUDWATCH"),
        ConfigRule("RDS_SQL_SERVER_LOGS_TO_CLOUDWATCH"),
        SecurityHubControl("RDS.9"),
        SecurityHubControl("RDS.36"),
        SecurityHubControl("RDS.40"),
        SecurityHubControl("RDS.42"),
    ),
    frameworks={Framework.FSBP: ("RDS.9", "RDS.36", "RDS.40", "RDS.42")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_129",), Tool.CONTROL_TOWER: ("RDS.PR.14",)},
    good=(
        example("PostgreSQL", _given("postgres", "postgresql", "upgrade")),
        *(example(f"{log} of {engine}", _given(engine, log)) for engine, logs in _LOGS.items() for log in logs),
        example("an edition of SQL Server", _given("sqlserver-se", "agent", "error")),
        example("a replica, whose engine is its source's", _given(None, "postgresql")),
    ),
    bad=(
        example("everything omitted but the class", Given(INSTANCE, {"instanceClass": "db.m7g.large"})),
        example("no log at all", _given("postgres")),
        example("only the log of upgrades", _given("postgres", "upgrade")),
        example("only the log of the agent of an edition", _given("sqlserver-ee", "agent")),
        *(example(f"another engine's log of {engine}", _given(engine, "agent")) for engine in _LOGS),
    ),
)
