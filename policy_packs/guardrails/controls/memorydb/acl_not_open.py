"""MemoryDB clusters ask who is there."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_CLUSTER = "aws:memorydb/cluster:Cluster"


def _check(cluster: Resource) -> Iterator[str]:
    if cluster.text("aclName") == "open-access":
        yield "whoever reaches it may do everything; got aclName open-access, expected an ACL with users"


_NODE = {"nodeType": "db.r7g.large"}

CONTROL = Control(
    id="memorydb.acl-not-open",
    title="MemoryDB clusters ask who is there",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="The ACL that AWS brings lets every process in the network do everything, without a password.",
    fix="set aclName to an ACL of users with passwords or IAM",
    rules=(ResourceRule((_CLUSTER,), _check),),
    good=(example("an ACL of one's own", Given(_CLUSTER, _NODE | {"aclName": "sessions"})),),
    bad=(example("the open one", Given(_CLUSTER, _NODE | {"aclName": "open-access"})),),
)
