"""Network firewalls are protected from deletion."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import FIREWALL, given


def _check(firewall: Resource) -> Iterator[str]:
    if not firewall.flag("deleteProtection"):
        yield "the firewall can be deleted by one call; got deleteProtection false, expected true"


def _mend(firewall: Resource) -> dict[str, bool]:
    return {"deleteProtection": True} if any(_check(firewall)) else {}


CONTROL = Control(
    id="networkfirewall.deletion-protected",
    title="Network firewalls are protected from deletion",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="When the firewall is gone, traffic either stops or passes uninspected.",
    fix="set deleteProtection to true",
    rules=(ResourceRule((FIREWALL,), _check, _mend),),
    detection=(
        ConfigRule("NETFW_DELETION_PROTECTION_ENABLED"),
        SecurityHubControl("NetworkFirewall.9"),
    ),
    frameworks={Framework.FSBP: ("NetworkFirewall.9",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_344",)},
    good=(example("protected", given(deleteProtection=True)),),
    bad=(
        example("everything omitted but what is required", given()),
        example("not protected", given(deleteProtection=False)),
    ),
)
