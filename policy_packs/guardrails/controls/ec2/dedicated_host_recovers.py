"""Dedicated hosts are replaced when they fail."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_HOST = "aws:ec2/dedicatedHost:DedicatedHost"


def _check(host: Resource) -> Iterator[str]:
    recovery = host.text("hostRecovery", default="off")
    # AWS has no recovery for Apple's hardware.
    is_mac = any(host.text(name).startswith("mac") for name in ("instanceFamily", "instanceType"))
    if recovery != "on" and not is_mac:
        yield f"the machines stay down with their host; got hostRecovery {recovery}, expected on"


def _mend(host: Resource) -> dict[str, str]:
    return {"hostRecovery": "on"} if any(_check(host)) else {}


_LARGE = {"availabilityZone": "us-east-1a", "instanceType": "m7i.large"}

CONTROL = Control(
    id="ec2.dedicated-host-recovers",
    title="Dedicated hosts are replaced when they fail",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.LOW,
    why="Nobody else moves the machines of a dedicated host: they are down until somebody notices.",
    fix="set hostRecovery to on",
    tier=Tier.REGULATED,
    rules=(ResourceRule((_HOST,), _check, _mend),),
    good=(
        example("on", Given(_HOST, _LARGE | {"hostRecovery": "on"})),
        example("a Mac", Given(_HOST, _LARGE | {"instanceType": "mac2.metal"})),
        example("a family of Macs", Given(_HOST, {"availabilityZone": "us-east-1a", "instanceFamily": "mac2"})),
    ),
    bad=(
        example("everything omitted but the zone and the type", Given(_HOST, _LARGE)),
        example("off", Given(_HOST, _LARGE | {"hostRecovery": "off"})),
    ),
)
