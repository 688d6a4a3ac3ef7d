"""Clusters enforce the network policies of their pods."""

import json
from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block
from .._resources import Resource
from ._helpers import ADDON


def _check(addon: Resource) -> Iterator[str]:
    if addon.text("addonName") != "vpc-cni":
        return
    settings = Block(addon.json("configurationValues") or {})
    if not settings.flag("enableNetworkPolicy"):
        yield "every pod reaches every other one; got no enableNetworkPolicy in configurationValues, expected true"


def _addon(name: str = "vpc-cni", **settings: str) -> Given:
    values = {"configurationValues": json.dumps(settings)} if settings else {}
    return Given(ADDON, {"addonName": name, "clusterName": "web"} | values)


CONTROL = Control(
    id="eks.network-policies-enforced",
    title="Clusters enforce the network policies of their pods",
    practices=("network.security-groups",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Without the VPC CNI's agent a NetworkPolicy is accepted and ignored, and a broken pod reaches all others.",
    fix='set enableNetworkPolicy of the vpc-cni add-on to "true"',
    rules=(ResourceRule((ADDON,), _check),),
    good=(
        example("everything omitted", Given(ADDON)),
        example("another add-on", _addon("coredns")),
        example("enforced", _addon(enableNetworkPolicy="true")),
    ),
    bad=(
        example("no settings", _addon()),
        example("other settings", _addon(logLevel="DEBUG")),
        example("off", _addon(enableNetworkPolicy="false")),
    ),
)
