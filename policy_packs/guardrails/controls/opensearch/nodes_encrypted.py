"""The nodes of search domains talk over TLS."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, domain

_SEVERAL = ("dedicatedMasterEnabled", "multiAzWithStandbyEnabled", "warmEnabled", "zoneAwarenessEnabled")


def _check(search: Resource) -> Iterator[str]:
    encryption, nodes = search.block("nodeToNodeEncryption"), search.block("clusterConfig")
    if encryption.flag("enabled"):
        return
    # A single node has nobody to talk to.
    several = nodes.number("instanceCount", default=1) > 1 or any(nodes.flag(name) for name in _SEVERAL)
    if several or "enabled" in encryption:
        yield "documents travel between nodes in the clear; got nodeToNodeEncryption.enabled false, expected true"


_TWO = {"instanceCount": 2}

CONTROL = Control(
    id="opensearch.nodes-encrypted",
    title="The nodes of search domains talk over TLS",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Documents are copied from node to node, across zones too.",
    fix="set nodeToNodeEncryption.enabled to true",
    rules=(ResourceRule(DOMAINS, _check),),
    detection=(
        ConfigRule("OPENSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK"),
        ConfigRule("ELASTICSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK"),
        SecurityHubControl("Opensearch.3"),
        SecurityHubControl("ES.3"),
    ),
    frameworks={Framework.FSBP: ("Opensearch.3", "ES.3")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_6",), Tool.TRIVY: ("AWS-0043",)},
    good=(
        example("TLS", domain(nodeToNodeEncryption={"enabled": True}, clusterConfig=_TWO)),
        example("everything omitted, a single node", domain()),
        example("a single node", domain(clusterConfig={"instanceCount": 1})),
    ),
    bad=(
        example("in the clear", domain(nodeToNodeEncryption={"enabled": False})),
        example("two nodes", domain(clusterConfig=_TWO)),
        example("two nodes of an old domain", domain(ELASTICSEARCH, clusterConfig=_TWO)),
        *(
            example(f"more nodes by {name}", domain(clusterConfig={"instanceCount": 1, name: True}))
            for name in _SEVERAL
        ),
    ),
)
