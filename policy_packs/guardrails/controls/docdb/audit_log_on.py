"""DocumentDB clusters write an audit log."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_GROUP = "aws:docdb/clusterParameterGroup:ClusterParameterGroup"


def _check(group: Resource) -> Iterator[str]:
    values = [item.text("value") for item in group.blocks("parameters") if item.text("name") == "audit_logs"]
    if not values or values[-1] in ("disabled", "none"):
        yield f"logins and changes leave no trace; got audit_logs {values[-1] if values else 'unset'}, expected enabled"


def _given(**parameters: str) -> Given:
    items = [{"name": name, "value": value} for name, value in parameters.items()]
    return Given(_GROUP, {"family": "docdb5.0", "parameters": items})


CONTROL = Control(
    id="docdb.audit-log-on",
    title="DocumentDB clusters write an audit log",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="The log is off by default, and an export to CloudWatch of a log that is off stays empty.",
    fix="set the parameter audit_logs to enabled",
    rules=(ResourceRule((_GROUP,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_104",)},
    good=(
        example("on", _given(audit_logs="enabled")),
        example("on for changes of definitions", _given(tls="enabled", audit_logs="ddl")),
    ),
    bad=(
        example("everything omitted but the family", Given(_GROUP, {"family": "docdb5.0"})),
        example("off", _given(audit_logs="disabled")),
        example("nothing is logged", _given(audit_logs="none")),
        example("another parameter", _given(tls="enabled")),
    ),
)
