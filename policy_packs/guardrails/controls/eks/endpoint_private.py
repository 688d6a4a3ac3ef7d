"""The API of a cluster can be reached within its network."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, endpoint


def _check(cluster: Resource) -> Iterator[str]:
    access = cluster.block("vpcConfig")
    if not access.flag("endpointPrivateAccess"):
        yield f"nodes leave the network for the API; got {access.path('endpointPrivateAccess')} false, expected true"


def _mend(cluster: Resource) -> dict[str, bool]:
    return {"vpcConfig.endpointPrivateAccess": True} if any(_check(cluster)) else {}


CONTROL = Control(
    id="eks.endpoint-private",
    title="The API of a cluster can be reached within its network",
    practices=("network.private-subnets", "network.vpc-endpoints"),
    severity=Severity.LOW,
    why="Without it, what the nodes and the API tell each other crosses the internet, and the API has to stay public.",
    fix="set endpointPrivateAccess of vpcConfig to true",
    rules=(ResourceRule((CLUSTER,), _check, _mend),),
    good=(example("private", endpoint(endpointPrivateAccess=True)),),
    bad=(
        example("everything omitted", Given(CLUSTER)),
        example("public only", endpoint(endpointPrivateAccess=False)),
    ),
)
