"""Access to a cluster is granted by access entries alone."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, cluster


def _check(cluster: Resource) -> Iterator[str]:
    mode = cluster.block("accessConfig").text("authenticationMode")
    if mode != "API":
        yield (
            "who may enter is kept in a map within the cluster; got accessConfig.authenticationMode "
            f"{mode or 'CONFIG_MAP'}, expected API"
        )


CONTROL = Control(
    id="eks.access-by-entries",
    title="Access to a cluster is granted by access entries alone",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    why="The aws-auth map is changed from within the cluster, without a trace in CloudTrail, and locks out by a typo.",
    fix="set authenticationMode of accessConfig to API",
    rules=(ResourceRule((CLUSTER,), _check),),
    good=(example("entries alone", cluster(accessConfig={"authenticationMode": "API"})),),
    bad=(
        example("everything omitted", Given(CLUSTER)),
        *(
            example(mode, cluster(accessConfig={"authenticationMode": mode}))
            for mode in ("CONFIG_MAP", "API_AND_CONFIG_MAP")
        ),
    ),
)
