"""Search domains keep their data on three nodes in several zones."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, OPENSEARCH, domain


def _check(search: Resource) -> Iterator[str]:
    nodes = search.block("clusterConfig")
    count = nodes.number("instanceCount", default=1)
    if count < 3:
        yield f"a lost node takes data with it; got clusterConfig.instanceCount {count:g}, expected 3 or more"
    elif not nodes.flag("zoneAwarenessEnabled") and not nodes.flag("multiAzWithStandbyEnabled"):
        yield "a lost zone takes data with it; got clusterConfig.zoneAwarenessEnabled false, expected true"


_GOOD = {"instanceCount": 3, "zoneAwarenessEnabled": True}

CONTROL = Control(
    id="opensearch.data-nodes-redundant",
    title="Search domains keep their data on three nodes in several zones",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Replicas of an index only help when they stand on other nodes, in other zones.",
    fix="set clusterConfig.instanceCount to 3 or more and zoneAwarenessEnabled to true",
    rules=(ResourceRule(DOMAINS, _check),),
    detection=(
        ConfigRule("OPENSEARCH_DATA_NODE_FAULT_TOLERANCE"),
        SecurityHubControl("Opensearch.6"),
        SecurityHubControl("ES.6"),
    ),
    frameworks={Framework.FSBP: ("Opensearch.6", "ES.6")},
    good=(
        example("three in several zones", domain(clusterConfig=_GOOD)),
        example("a standby zone", domain(clusterConfig={"instanceCount": 3, "multiAzWithStandbyEnabled": True})),
    ),
    bad=(
        example("everything omitted", Given(OPENSEARCH)),
        example("two", domain(clusterConfig=_GOOD | {"instanceCount": 2})),
        example("one zone", domain(clusterConfig=_GOOD | {"zoneAwarenessEnabled": False})),
        example("an old domain that does not say", domain(ELASTICSEARCH)),
    ),
)
