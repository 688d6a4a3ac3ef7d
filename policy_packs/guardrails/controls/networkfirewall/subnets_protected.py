"""Network firewalls are protected from the loss of their subnets."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import FIREWALL, given


def _check(firewall: Resource) -> Iterator[str]:
    if not firewall.flag("subnetChangeProtection"):
        yield "the firewall's subnets can be taken from it; got subnetChangeProtection false, expected true"


def _mend(firewall: Resource) -> dict[str, bool]:
    return {"subnetChangeProtection": True} if any(_check(firewall)) else {}


CONTROL = Control(
    id="networkfirewall.subnets-protected",
    title="Network firewalls are protected from the loss of their subnets",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="Without its endpoint in a zone, the firewall inspects nothing there.",
    fix="set subnetChangeProtection to true",
    rules=(ResourceRule((FIREWALL,), _check, _mend),),
    detection=(
        ConfigRule("NETFW_SUBNET_CHANGE_PROTECTION_ENABLED"),
        SecurityHubControl("NetworkFirewall.10"),
    ),
    frameworks={Framework.FSBP: ("NetworkFirewall.10",)},
    good=(example("protected", given(subnetChangeProtection=True)),),
    bad=(
        example("everything omitted but what is required", given()),
        example("not protected", given(subnetChangeProtection=False)),
    ),
)
