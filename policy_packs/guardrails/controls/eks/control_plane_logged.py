"""Clusters keep all logs of their control plane."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, cluster

_TYPES = ("api", "audit", "authenticator", "controllerManager", "scheduler")


def _missing(cluster: Resource) -> list[str]:
    logged = cluster.texts("enabledClusterLogTypes")
    return [type for type in _TYPES if type not in logged]


def _check(cluster: Resource) -> Iterator[str]:
    if missing := _missing(cluster):
        yield f"a part of what happens in the cluster is lost; got no log of {', '.join(missing)}, expected all five"


def _mend(cluster: Resource) -> dict[str, list[str]]:
    return {"enabledClusterLogTypes": [*_TYPES]} if _missing(cluster) else {}


CONTROL = Control(
    id="eks.control-plane-logged",
    title="Clusters keep all logs of their control plane",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    why="How a request was let in, and what the cluster made of it, is in the logs beside the audit's.",
    fix="set enabledClusterLogTypes to api, audit, authenticator, controllerManager and scheduler",
    rules=(ResourceRule((CLUSTER,), _check, _mend),),
    detection=(ConfigRule("EKS_CLUSTER_LOGGING_ENABLED"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_37",), Tool.TRIVY: ("AWS-0038",)},
    good=(example("all of them", cluster(enabledClusterLogTypes=[*_TYPES])),),
    bad=(
        example("everything omitted", Given(CLUSTER)),
        example("none", cluster(enabledClusterLogTypes=[])),
        *(
            example(f"all but {type}", cluster(enabledClusterLogTypes=[each for each in _TYPES if each != type]))
            for type in _TYPES
        ),
    ),
)
