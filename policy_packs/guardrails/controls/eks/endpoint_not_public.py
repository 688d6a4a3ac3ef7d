"""The API of a cluster is not on the internet."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, endpoint


def _check(cluster: Resource) -> Iterator[str]:
    access = cluster.block("vpcConfig")
    if access.flag("endpointPublicAccess", default=True):
        yield (
            f"the API of the cluster is on the internet; got {access.path('endpointPublicAccess')} true, expected false"
        )


CONTROL = Control(
    id="eks.endpoint-not-public",
    title="The API of a cluster is not on the internet",
    practices=("network.private-subnets",),
    severity=Severity.HIGH,
    why="Addresses change hands and are shared; within the network, its other walls stand before the API too.",
    fix="set endpointPublicAccess of vpcConfig to false, and reach the API through the network",
    rules=(ResourceRule((CLUSTER,), _check),),
    detection=(ConfigRule("EKS_ENDPOINT_NO_PUBLIC_ACCESS"), SecurityHubControl("EKS.1")),
    frameworks={Framework.FSBP: ("EKS.1",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_39",),
        Tool.CONTROL_TOWER: ("EKS.PR.1",),
        Tool.TRIVY: ("AWS-0040",),
    },
    good=(example("private", endpoint(endpointPublicAccess=False, endpointPrivateAccess=True)),),
    bad=(
        example("everything omitted", Given(CLUSTER)),
        example("public", endpoint(endpointPublicAccess=True)),
        example("public for one office", endpoint(endpointPublicAccess=True, publicAccessCidrs=["203.0.113.0/24"])),
    ),
)
