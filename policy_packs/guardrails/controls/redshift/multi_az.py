"""Redshift clusters survive the loss of a zone."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_CLUSTER = "aws:redshift/cluster:Cluster"


def _check(cluster: Resource) -> Iterator[str]:
    # Only these nodes can stand in two zones.
    if cluster.text("nodeType").startswith("ra3") and not cluster.flag("multiAz"):
        yield "the loss of one zone stops the warehouse; got multiAz false, expected true"


def _given(node: str = "ra3.4xlarge", **properties: bool) -> Given:
    return Given(_CLUSTER, {"clusterIdentifier": "sales", "nodeType": node} | properties)


CONTROL = Control(
    id="redshift.multi-az",
    title="Redshift clusters survive the loss of a zone",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Zones fail as a whole, and a new cluster from a snapshot takes hours.",
    fix="set multiAz to true",
    rules=(ResourceRule((_CLUSTER,), _check),),
    detection=(ConfigRule("REDSHIFT_CLUSTER_MULTI_AZ_ENABLED"), SecurityHubControl("Redshift.18")),
    frameworks={Framework.FSBP: ("Redshift.18",)},
    good=(example("two zones", _given(multiAz=True)), example("nodes that can't", _given("dc2.large"))),
    bad=(
        example("everything omitted that may be", _given()),
        example("one zone", _given(multiAz=False)),
    ),
)
