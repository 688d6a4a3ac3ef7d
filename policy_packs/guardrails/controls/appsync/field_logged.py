"""GraphQL APIs log what goes wrong in each field."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import GRAPHQL_API, graphql


def _check(api: Resource) -> Iterator[str]:
    log = api.block("logConfig")
    level = log.text("fieldLogLevel") or "NONE"
    if level == "NONE":
        yield f"failures of resolvers leave no trace; got logConfig.fieldLogLevel {level}, expected ERROR or ALL"
    elif "cloudwatchLogsRoleArn" not in log:
        yield "nothing can be logged; got no logConfig.cloudwatchLogsRoleArn, expected the ARN of a role"


def _log(level: str | None, **more: Any) -> Given:
    return graphql(logConfig=more | {"fieldLogLevel": level})


_ROLE = {"cloudwatchLogsRoleArn": "arn:aws:iam::111122223333:role/appsync-logs"}

CONTROL = Control(
    id="appsync.field-logged",
    title="GraphQL APIs log what goes wrong in each field",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="One request asks for many fields; only the log of fields tells which of them was refused or failed.",
    fix="set logConfig with cloudwatchLogsRoleArn and fieldLogLevel ERROR or more",
    rules=(ResourceRule((GRAPHQL_API,), _check),),
    detection=(ConfigRule("APPSYNC_LOGGING_ENABLED"), SecurityHubControl("AppSync.2")),
    frameworks={Framework.FSBP: ("AppSync.2",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_193", "CKV_AWS_194")},
    good=(*(example(level, _log(level, **_ROLE)) for level in ("ERROR", "ALL", "INFO", "DEBUG")),),
    bad=(
        example("everything omitted", Given(GRAPHQL_API)),
        example("no log", graphql()),
        example("nothing of fields", _log("NONE", **_ROLE)),
        example("a level that is left out", _log(None, **_ROLE)),
        example("no role", _log("ALL")),
    ),
)
