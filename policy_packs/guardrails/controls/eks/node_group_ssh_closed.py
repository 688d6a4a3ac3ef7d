"""SSH of nodes is not open to everybody."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import NODE_GROUP, node_group


def _check(group: Resource) -> Iterator[str]:
    access = group.block("remoteAccess")
    if access.text("ec2SshKey") and not access.texts("sourceSecurityGroupIds"):
        yield "everybody reaches SSH of the nodes; got no remoteAccess.sourceSecurityGroupIds, expected some"


CONTROL = Control(
    id="eks.node-group-ssh-closed",
    title="SSH of nodes is not open to everybody",
    practices=("network.security-groups", "network.private-subnets"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="With a key and no groups, EKS opens port 22 of every node to the internet.",
    fix="leave remoteAccess out and use Session Manager, or set its sourceSecurityGroupIds",
    rules=(ResourceRule((NODE_GROUP,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_100",)},
    good=(
        example("everything omitted", Given(NODE_GROUP)),
        example("no key", node_group(remoteAccess={})),
        example("one group", node_group(remoteAccess={"ec2SshKey": "ops", "sourceSecurityGroupIds": ["sg-0a1b2c3d"]})),
    ),
    bad=(
        example("a key and no group", node_group(remoteAccess={"ec2SshKey": "ops"})),
        example("an empty list of groups", node_group(remoteAccess={"ec2SshKey": "ops", "sourceSecurityGroupIds": []})),
    ),
)
