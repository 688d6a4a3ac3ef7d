"""The API of a cluster can't be reached by everybody."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ..vpc._helpers import is_internet, network
from ._helpers import CLUSTER, endpoint


def _check(cluster: Resource) -> Iterator[str]:
    access = cluster.block("vpcConfig")
    if not access.flag("endpointPublicAccess", default=True):
        return
    # Nothing said stands for everybody.
    cidrs = access.texts("publicAccessCidrs") or ["0.0.0.0/0"]
    if is_internet(network(cidr, access.path()) for cidr in cidrs):
        yield (
            f"everybody reaches the API of the cluster; got {access.path('publicAccessCidrs')} {', '.join(cidrs)}, "
            "expected addresses of your own or endpointPublicAccess false"
        )


CONTROL = Control(
    id="eks.endpoint-not-open",
    title="The API of a cluster can't be reached by everybody",
    practices=("network.private-subnets",),
    severity=Severity.CRITICAL,
    tier=Tier.MINIMAL,
    why="A stolen token, or the next flaw of the API server, is all that it takes to own the cluster from anywhere.",
    fix="set endpointPublicAccess of vpcConfig to false, or publicAccessCidrs to addresses of your own",
    rules=(ResourceRule((CLUSTER,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_38",), Tool.TRIVY: ("AWS-0041",)},
    good=(
        example("private", endpoint(endpointPublicAccess=False)),
        example("off for everybody", endpoint(endpointPublicAccess=False, publicAccessCidrs=["0.0.0.0/0"])),
        example("for one office", endpoint(endpointPublicAccess=True, publicAccessCidrs=["203.0.113.0/24"])),
        example("for one office, public by default", endpoint(publicAccessCidrs=["203.0.113.0/24"])),
    ),
    bad=(
        example("everything omitted", Given(CLUSTER)),
        example("public", endpoint(endpointPublicAccess=True)),
        example("for everybody", endpoint(endpointPublicAccess=True, publicAccessCidrs=["0.0.0.0/0"])),
        example("for everybody in two parts", endpoint(publicAccessCidrs=["0.0.0.0/1", "128.0.0.0/1"])),
        example("for nobody, which EKS takes for everybody", endpoint(publicAccessCidrs=[])),
    ),
)
