"""Clusters keep a log of who did what."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, cluster


def _check(cluster: Resource) -> Iterator[str]:
    if "audit" not in cluster.texts("enabledClusterLogTypes"):
        yield "nobody sees who did what in the cluster; got enabledClusterLogTypes without audit, expected it"


def _mend(cluster: Resource) -> dict[str, list[str]]:
    logged = cluster.texts("enabledClusterLogTypes")
    return {} if "audit" in logged else {"enabledClusterLogTypes": [*logged, "audit"]}


CONTROL = Control(
    id="eks.audit-logged",
    title="Clusters keep a log of who did what",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    tier=Tier.MINIMAL,
    why="GuardDuty and CloudTrail don't show who read a secret of Kubernetes or entered a pod; this log does.",
    fix="add audit to enabledClusterLogTypes",
    rules=(ResourceRule((CLUSTER,), _check, _mend),),
    detection=(ConfigRule("EKS_CLUSTER_LOG_ENABLED", {"logTypes": "audit"}), SecurityHubControl("EKS.8")),
    frameworks={Framework.FSBP: ("EKS.8",)},
    good=(example("logged", cluster(enabledClusterLogTypes=["api", "audit"])),),
    bad=(
        example("everything omitted", Given(CLUSTER)),
        example("only other logs", cluster(enabledClusterLogTypes=["api", "authenticator"])),
    ),
)
