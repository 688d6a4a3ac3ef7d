"""VPCs join a service network through a security group."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_ASSOCIATION = "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation"


def _check(association: Resource) -> Iterator[str]:
    if not association.texts("securityGroupIds"):
        yield "everything in the VPC may call; got no securityGroupIds, expected a group"


CONTROL = Control(
    id="vpclattice.network-association-guarded",
    title="VPCs join a service network through a security group",
    practices=("network.security-groups",),
    severity=Severity.LOW,
    why="Without a group, whatever runs anywhere in the VPC reaches each service of the network.",
    fix="set securityGroupIds to a group that names who may call",
    rules=(ResourceRule((_ASSOCIATION,), _check),),
    good=(example("a group", Given(_ASSOCIATION, {"securityGroupIds": ["sg-0a1b2c3d4e5f60718"]})),),
    bad=(
        example("everything omitted", Given(_ASSOCIATION)),
        example("no group", Given(_ASSOCIATION, {"securityGroupIds": []})),
    ),
)
