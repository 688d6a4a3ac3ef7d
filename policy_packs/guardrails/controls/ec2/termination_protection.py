"""Instances are protected from termination by mistake."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import INSTANCE


def _check(instance: Resource) -> Iterator[str]:
    # The market may take a spot instance back at any time, so EC2 refuses to protect it.
    if instance.block("instanceMarketOptions").text("marketType") == "spot":
        return
    if "disableApiTermination" not in instance and "launchTemplate" in instance:
        return
    if not instance.flag("disableApiTermination"):
        yield "one call ends the instance and its disks; got disableApiTermination false, expected true"


_FROM_TEMPLATE = {"launchTemplate": {"id": "lt-0a1b2c3d"}}

CONTROL = Control(
    id="ec2.termination-protection",
    title="Instances are protected from termination by mistake",
    practices=("response.plan",),
    severity=Severity.LOW,
    why="A wrong id in a script ends the machine, and with it the disk that nobody had copied.",
    fix="set disableApiTermination to true for instances that hold data",
    tier=Tier.REGULATED,
    rules=(ResourceRule((INSTANCE,), _check),),
    good=(
        example("protected", Given(INSTANCE, {"disableApiTermination": True})),
        example("a spot instance", Given(INSTANCE, {"instanceMarketOptions": {"marketType": "spot"}})),
        example("the template of the instance decides", Given(INSTANCE, _FROM_TEMPLATE)),
    ),
    bad=(
        example("everything omitted", Given(INSTANCE)),
        example("not protected", Given(INSTANCE, {"disableApiTermination": False})),
        example(
            "a reserved block of capacity", Given(INSTANCE, {"instanceMarketOptions": {"marketType": "capacity-block"}})
        ),
        example(
            "the instance weakens its template", Given(INSTANCE, _FROM_TEMPLATE | {"disableApiTermination": False})
        ),
    ),
)
