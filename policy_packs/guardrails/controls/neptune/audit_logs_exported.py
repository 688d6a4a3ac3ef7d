"""Neptune clusters send their audit log to CloudWatch."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_CLUSTER = "aws:neptune/cluster:Cluster"


def _check(cluster: Resource) -> Iterator[str]:
    exported = cluster.texts("enableCloudwatchLogsExports")
    if "audit" not in exported:
        got = ", ".join(exported) or "nothing"
        yield f"who asked what is lost; got {got} in enableCloudwatchLogsExports, expected audit"


CONTROL = Control(
    id="neptune.audit-logs-exported",
    title="Neptune clusters send their audit log to CloudWatch",
    practices=("logging.cloudwatch", "logging.centralized"),
    severity=Severity.MEDIUM,
    why="The audit log of queries and their clients exists nowhere else.",
    fix="name audit in enableCloudwatchLogsExports and switch the parameter neptune_enable_audit_log on",
    rules=(ResourceRule((_CLUSTER,), _check),),
    detection=(ConfigRule("NEPTUNE_CLUSTER_CLOUDWATCH_LOG_EXPORT_ENABLED"), SecurityHubControl("Neptune.2")),
    frameworks={Framework.FSBP: ("Neptune.2",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_101",), Tool.TRIVY: ("AWS-0075",)},
    good=(example("the audit log", Given(_CLUSTER, {"enableCloudwatchLogsExports": ["audit", "slowquery"]})),),
    bad=(
        example("everything omitted", Given(_CLUSTER)),
        example("only slow queries", Given(_CLUSTER, {"enableCloudwatchLogsExports": ["slowquery"]})),
    ),
)
