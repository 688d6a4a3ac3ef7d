"""Redshift clusters write an audit log."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack

_CLUSTER = "aws:redshift/cluster:Cluster"
_LOGGING = "aws:redshift/logging:Logging"


def _check(cluster: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(cluster, _LOGGING, by="clusterIdentifier"):
        yield "who asked the warehouse what is lost; got no Logging of the cluster, expected one"


_SALES = Given(_CLUSTER, {"clusterIdentifier": "sales", "nodeType": "ra3.large"}, name="sales")


def _logging(cluster: object) -> Given:
    properties = {"clusterIdentifier": cluster, "logDestinationType": "cloudwatch", "logExports": ["connectionlog"]}
    return Given(_LOGGING, properties, name="log")


CONTROL = Control(
    id="redshift.audit-logged",
    title="Redshift clusters write an audit log",
    practices=("logging.cloudwatch", "logging.centralized"),
    severity=Severity.MEDIUM,
    why="Connections, changes of users and statements are kept for days only, and inside the cluster.",
    fix="add a redshift Logging for the cluster",
    rules=(StackRule((_CLUSTER,), _check),),
    detection=(ConfigRule("REDSHIFT_AUDIT_LOGGING_ENABLED"), SecurityHubControl("Redshift.4")),
    frameworks={Framework.FSBP: ("Redshift.4",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_71",), Tool.CONTROL_TOWER: ("REDSHIFT.PR.3",)},
    good=(
        example("a log of the cluster", _SALES, _logging(Ref("sales"))),
        example("a log that names the cluster", _SALES, _logging("sales")),
    ),
    bad=(
        example("everything omitted that may be", _SALES),
        example("the log of another cluster", _SALES, _logging("stock")),
    ),
)
