"""DocumentDB clusters keep TLS on."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, each
from .._resources import Resource

_GROUP = "aws:docdb/clusterParameterGroup:ClusterParameterGroup"


def _check_parameter(parameter: Block) -> Iterator[str]:
    if parameter.text("name") == "tls" and parameter.text("value").lower() == "disabled":
        yield "passwords and documents travel in the clear; got tls disabled, expected enabled"


def _check(group: Resource) -> Iterator[str]:
    yield from each(group.blocks("parameters"), _check_parameter)


def _given(**parameters: str) -> Given:
    items = [{"name": name, "value": value} for name, value in parameters.items()]
    return Given(_GROUP, {"family": "docdb5.0", "parameters": items})


CONTROL = Control(
    id="docdb.tls-not-disabled",
    title="DocumentDB clusters keep TLS on",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    why="TLS is on by default; who turns it off sends the password and every document in the clear.",
    fix="leave the parameter tls out, or set it to tls1.2+",
    rules=(ResourceRule((_GROUP,), _check),),
    detection=(ConfigRule("DOCDB_CLUSTER_ENCRYPTED_IN_TRANSIT"), SecurityHubControl("DocumentDB.6")),
    frameworks={Framework.FSBP: ("DocumentDB.6",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_90",)},
    good=(
        example("everything omitted but the family", Given(_GROUP, {"family": "docdb5.0"})),
        example("on", _given(tls="enabled")),
        example("something else disabled", _given(profiler="disabled", tls="tls1.2+")),
    ),
    bad=(
        example("off", _given(tls="disabled")),
        example("off among others", _given(audit_logs="enabled", tls="disabled")),
    ),
)
