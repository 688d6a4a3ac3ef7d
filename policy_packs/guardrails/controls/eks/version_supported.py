"""Clusters and their nodes run a supported version of Kubernetes."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._lifecycles import day, ended
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, NODE_GROUP, cluster, node_group


def _check(resource: Resource) -> Iterator[str]:
    version = resource.text("version")
    end = ended("eks", version, resource.parameters["on"])
    if end:
        yield (
            f"Kubernetes gets no more fixes at the usual price; got version {version}, supported until {end}, "
            "expected a later one"
        )


CONTROL = Control(
    id="eks.version-supported",
    title="Clusters and their nodes run a supported version of Kubernetes",
    practices=("patching.managed-services", "advisor.trusted-advisor"),
    severity=Severity.HIGH,
    why="After its support ends, a version only gets the gravest fixes, for six times the price, and is then replaced.",
    fix="update the cluster, one version at a time, and its node groups after it",
    rules=(ResourceRule((CLUSTER, NODE_GROUP), _check),),
    detection=(
        ConfigRule("EKS_CLUSTER_SUPPORTED_VERSION", {"oldestVersionSupported": "1.34"}),
        ConfigRule("EKS_NODEGROUP_SUPPORTED_VERSION_CHECK", {"oldestVersionSupported": "1.34"}),
        SecurityHubControl("EKS.2"),
        SecurityHubControl("EKS.9"),
    ),
    frameworks={Framework.FSBP: ("EKS.2", "EKS.9")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_339",)},
    parameters=day(),
    good=(
        *(example(f"everything omitted, so the latest: {type}", Given(type)) for type in (CLUSTER, NODE_GROUP)),
        example("a supported version", cluster(version="1.35")),
        example("a version newer than the table", cluster(version="1.99")),
        example("the last day", cluster(version="1.34"), on="2026-12-02"),
    ),
    bad=(
        example("not supported any more", cluster(version="1.33")),
        example("nodes that are not", node_group(version="1.29")),
        example("the day after the last", cluster(version="1.34"), on="2026-12-03"),
    ),
)
