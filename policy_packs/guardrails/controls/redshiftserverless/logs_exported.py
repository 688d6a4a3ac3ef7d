"""Redshift Serverless sends its logs to CloudWatch."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_NAMESPACE = "aws:redshiftserverless/namespace:Namespace"
_LOGS = ("connectionlog", "userlog")


def _check(namespace: Resource) -> Iterator[str]:
    exported = namespace.texts("logExports")
    missing = [name for name in _LOGS if name not in exported]
    if missing:
        got = ", ".join(exported) or "nothing"
        yield f"who came and who was let in is lost; got {got} in logExports, expected {' and '.join(missing)} too"


def _given(*logs: str) -> Given:
    return Given(_NAMESPACE, {"namespaceName": "sales", "logExports": [*logs] or None})


CONTROL = Control(
    id="redshiftserverless.logs-exported",
    title="Redshift Serverless sends its logs to CloudWatch",
    practices=("logging.cloudwatch", "logging.centralized"),
    severity=Severity.MEDIUM,
    why="Connections and changes of users exist in these logs only.",
    fix="name connectionlog and userlog in logExports",
    rules=(ResourceRule((_NAMESPACE,), _check),),
    detection=(
        ConfigRule("REDSHIFT_SERVERLESS_PUBLISH_LOGS_TO_CLOUDWATCH"),
        SecurityHubControl("RedshiftServerless.6"),
    ),
    frameworks={Framework.FSBP: ("RedshiftServerless.6",)},
    good=(example("both", _given(*_LOGS)), example("all", _given("useractivitylog", *_LOGS))),
    bad=(
        example("everything omitted but the name", _given()),
        *(example(f"only {name}", _given(name)) for name in _LOGS),
    ),
)
