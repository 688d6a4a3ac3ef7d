"""The policies of network firewalls are protected from being exchanged."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import FIREWALL, given


def _check(firewall: Resource) -> Iterator[str]:
    if not firewall.flag("firewallPolicyChangeProtection"):
        yield "the policy can be exchanged by one call; got firewallPolicyChangeProtection false, expected true"


def _mend(firewall: Resource) -> dict[str, bool]:
    return {"firewallPolicyChangeProtection": True} if any(_check(firewall)) else {}


CONTROL = Control(
    id="networkfirewall.policy-protected",
    title="The policies of network firewalls are protected from being exchanged",
    practices=("network.private-subnets",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="With another policy in its place the firewall stands there and lets everything through.",
    fix="set firewallPolicyChangeProtection to true",
    rules=(ResourceRule((FIREWALL,), _check, _mend),),
    good=(example("protected", given(firewallPolicyChangeProtection=True)),),
    bad=(
        example("everything omitted but what is required", given()),
        example("not protected", given(firewallPolicyChangeProtection=False)),
    ),
)
