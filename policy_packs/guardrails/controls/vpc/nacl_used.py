"""Network ACLs are associated with subnets."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import ACL

_ASSOCIATION = "aws:ec2/networkAclAssociation:NetworkAclAssociation"


def _check(acl: Resource, stack: Stack) -> Iterator[str]:
    if not acl.blocks("subnetIds") and not stack.sidecars(acl, _ASSOCIATION, by="networkAclId"):
        yield "the network ACL guards nothing; got no subnetIds and no association, expected a subnet"


_ACL = Given(ACL, {"vpcId": "vpc-0a1b2c3d"}, name="acl")


def _association(acl: object) -> Given:
    return Given(_ASSOCIATION, {"networkAclId": acl, "subnetId": "subnet-0a1b2c3d"}, name="association")


CONTROL = Control(
    id="vpc.nacl-used",
    title="Network ACLs are associated with subnets",
    practices=("network.nacls", "advisor.trusted-advisor"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="An ACL without a subnet looks like protection, while the subnets have the default ACL that allows everything.",
    fix="set subnetIds, or remove the network ACL",
    rules=(StackRule((ACL,), _check),),
    detection=(ConfigRule("VPC_NETWORK_ACL_UNUSED_CHECK"), SecurityHubControl("EC2.16")),
    frameworks={Framework.FSBP: ("EC2.16",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_1",)},
    good=(
        example("a subnet", Given(ACL, {"vpcId": "vpc-0a1b2c3d", "subnetIds": ["subnet-0a1b2c3d"]})),
        example("an association", _ACL, _association(Ref("acl"))),
    ),
    bad=(
        example("everything omitted but the VPC", _ACL),
        example("no subnets", Given(ACL, {"vpcId": "vpc-0a1b2c3d", "subnetIds": []})),
        example("the association of another ACL", _ACL, _association("acl-9f8e7d6c")),
    ),
)
