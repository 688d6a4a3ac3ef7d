"""The one-year commitment of Shield Advanced is entered, and renewed, on purpose.

Source: AWS Shield pricing; the subscription can't be cancelled, a destroy only ends its renewal.
"""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_SUBSCRIPTION = "aws:shield/subscription:Subscription"


def _check(subscription: Resource) -> Iterator[str]:
    if not subscription.protect:
        yield "a year of Shield Advanced is bought without a word; got the protect option off, expected on"
    if "autoRenew" not in subscription:
        yield "nobody said whether to pay for the next year; got no autoRenew, expected ENABLED or DISABLED"


CONTROL = Control(
    id="shield.subscription-acknowledged",
    title="The one-year commitment of Shield Advanced is entered, and renewed, on purpose",
    practices=("automation.shield-advanced", "network.waf-shield"),
    severity=Severity.HIGH,
    why="Creating the resource commits the organization to a year of fees, and destroying it refunds nothing.",
    fix="set the protect option and autoRenew once the commitment is approved, or remove the subscription",
    rules=(ResourceRule((_SUBSCRIPTION,), _check),),
    good=(
        example("protected, renewed", Given(_SUBSCRIPTION, {"autoRenew": "ENABLED"}, protect=True)),
        example("protected, for one year only", Given(_SUBSCRIPTION, {"autoRenew": "DISABLED"}, protect=True)),
    ),
    bad=(
        example("everything omitted", Given(_SUBSCRIPTION)),
        example("not protected", Given(_SUBSCRIPTION, {"autoRenew": "ENABLED"})),
        example("renewal not decided", Given(_SUBSCRIPTION, protect=True)),
    ),
)
