"""EMR clusters have a security configuration."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, CLUSTER_INPUTS, CONFIGURATION


def _check(cluster: Resource) -> Iterator[str]:
    if "securityConfiguration" not in cluster:
        yield "nothing of the cluster is encrypted; got no securityConfiguration, expected one"


CONTROL = Control(
    id="emr.cluster-has-security-configuration",
    title="EMR clusters have a security configuration",
    practices=("data.at-rest", "data.in-transit"),
    severity=Severity.MEDIUM,
    why="Encryption at rest and in transit is said there and nowhere else.",
    fix="set securityConfiguration to the name of a SecurityConfiguration that encrypts",
    rules=(ResourceRule((CLUSTER,), _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_55",)},
    good=(
        example("named", Given(CLUSTER, CLUSTER_INPUTS | {"securityConfiguration": "encrypted"})),
        example(
            "made beside it",
            Given(CONFIGURATION, {"configuration": {}}, name="security"),
            Given(CLUSTER, CLUSTER_INPUTS | {"securityConfiguration": Ref("security", "name")}),
        ),
    ),
    bad=(example("everything omitted but what is required", Given(CLUSTER, CLUSTER_INPUTS)),),
)
