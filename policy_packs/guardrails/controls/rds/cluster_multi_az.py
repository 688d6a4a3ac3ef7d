"""Aurora clusters have a second instance to fail over to."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import CLUSTER, CLUSTER_INSTANCE


def _check(cluster: Resource, stack: Stack) -> Iterator[str]:
    members = stack.sidecars(cluster, CLUSTER_INSTANCE, by="clusterIdentifier", every=True)
    # A cluster without any has its instances elsewhere, or needs none.
    if len(members) == 1:
        yield "the loss of one zone stops the database; got 1 instance in the cluster, expected 2 or more"


_AURORA = Given(CLUSTER, {"clusterIdentifier": "orders", "engine": "aurora-postgresql"}, name="orders")


def _member(name: str, cluster: object = Ref("orders")) -> Given:
    properties = {"clusterIdentifier": cluster, "engine": "aurora-postgresql", "instanceClass": "db.r7g.large"}
    return Given(CLUSTER_INSTANCE, properties, name=name)


CONTROL = Control(
    id="rds.cluster-multi-az",
    title="Aurora clusters have a second instance to fail over to",
    practices=("advisor.trusted-advisor",),
    severity=Severity.MEDIUM,
    why="The storage spans three zones, but a single instance does not: a new one takes ten minutes to start.",
    fix="add a second cluster instance in another zone",
    rules=(StackRule((CLUSTER,), _check),),
    detection=(ConfigRule("RDS_CLUSTER_MULTI_AZ_ENABLED"), SecurityHubControl("RDS.15")),
    frameworks={Framework.FSBP: ("RDS.15",)},
    good=(
        example("two instances", _AURORA, _member("first"), _member("second")),
        example("instances that name the cluster", _AURORA, _member("first", "orders"), _member("second", "orders")),
        example("the instances stand in another stack", _AURORA),
        example("a cluster of AWS's own instances", Given(CLUSTER, {"engine": "mysql", "allocatedStorage": 100})),
    ),
    bad=(
        example("one instance", _AURORA, _member("first")),
        example("the second belongs to another cluster", _AURORA, _member("first"), _member("other", "carts")),
    ),
)
