"""Who creates a cluster doesn't become its administrator."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, cluster

_PATH = "bootstrapClusterCreatorAdminPermissions"


def _check(cluster: Resource) -> Iterator[str]:
    if cluster.block("accessConfig").flag(_PATH, default=True):
        yield f"whoever creates the cluster rules it for ever; got accessConfig.{_PATH} true, expected false"


CONTROL = Control(
    id="eks.creator-no-admin",
    title="Who creates a cluster doesn't become its administrator",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The pipeline's role would be an administrator of every cluster, by a grant that nobody wrote down.",
    fix="set bootstrapClusterCreatorAdminPermissions of accessConfig to false, and add access entries",
    rules=(ResourceRule((CLUSTER,), _check),),
    good=(example("off", cluster(accessConfig={"authenticationMode": "API", _PATH: False})),),
    bad=(
        example("everything omitted", Given(CLUSTER)),
        example("on", cluster(accessConfig={"authenticationMode": "API", _PATH: True})),
    ),
)
