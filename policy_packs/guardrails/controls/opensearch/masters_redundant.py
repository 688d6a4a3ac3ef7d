"""Search domains have three managing nodes in several zones."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, OPENSEARCH, domain


def _check(search: Resource) -> Iterator[str]:
    nodes = search.block("clusterConfig")
    count = nodes.number("dedicatedMasterCount")
    if count < 3:
        yield f"one lost node can split the cluster; got dedicatedMasterCount {count:g}, expected 3 or more"
    if not nodes.flag("zoneAwarenessEnabled") and not nodes.flag("multiAzWithStandbyEnabled"):
        yield "all nodes may stand in one zone; got zoneAwarenessEnabled false, expected true"


_GOOD = {"dedicatedMasterEnabled": True, "dedicatedMasterCount": 3, "zoneAwarenessEnabled": True}

CONTROL = Control(
    id="opensearch.masters-redundant",
    title="Search domains have three managing nodes in several zones",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="With fewer than three, the loss of one node leaves no majority, and the domain stops.",
    fix="set clusterConfig.dedicatedMasterCount to 3 and zoneAwarenessEnabled to true",
    rules=(ResourceRule(DOMAINS, _check),),
    detection=(ConfigRule("OPENSEARCH_PRIMARY_NODE_FAULT_TOLERANCE"), SecurityHubControl("ES.7")),
    frameworks={Framework.FSBP: ("ES.7",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_318",)},
    good=(
        example("three in several zones", domain(clusterConfig=_GOOD)),
        example(
            "three with a standby zone",
            domain(clusterConfig={"dedicatedMasterCount": 3, "multiAzWithStandbyEnabled": True}),
        ),
    ),
    bad=(
        example("everything omitted", Given(OPENSEARCH)),
        example("two", domain(clusterConfig=_GOOD | {"dedicatedMasterCount": 2})),
        example("one zone", domain(clusterConfig=_GOOD | {"zoneAwarenessEnabled": False})),
        example("an old domain that does not say", domain(ELASTICSEARCH)),
    ),
)
