"""Custom event buses have a policy that says who may send to them.

Source: Security Hub user guide, EventBridge.3.
"""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import BUS, PERMISSION, POLICY


def _check(bus: Resource, stack: Stack) -> Iterator[str]:
    # A bus of a partner takes its events from the partner alone.
    if "eventSourceName" in bus or bus.text("name") == "default":
        return
    if not stack.sidecars(bus, POLICY, by="eventBusName") and not stack.sidecars(bus, PERMISSION, by="eventBusName"):
        yield "who may send is left to the account; got an event bus without a policy, expected an EventBusPolicy"


_ORDERS = Given(BUS, {"name": "orders"}, name="bus")
_PUT = {"principal": "444455556666", "statementId": "put"}

CONTROL = Control(
    id="eventbridge.bus-has-policy",
    title="Custom event buses have a policy that says who may send to them",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    why="Without a policy every identity of the account with events:PutEvents on * can send made-up events.",
    fix="add an EventBusPolicy that names the senders",
    rules=(StackRule((BUS,), _check),),
    detection=(ConfigRule("CUSTOM_EVENTBUS_POLICY_ATTACHED"), SecurityHubControl("EventBridge.3")),
    tier=Tier.REGULATED,
    frameworks={Framework.FSBP: ("EventBridge.3",)},
    good=(
        example("a policy", _ORDERS, Given(POLICY, {"eventBusName": Ref("bus", "name"), "policy": {}}, name="policy")),
        example("a permission", _ORDERS, Given(PERMISSION, {"eventBusName": Ref("bus", "name"), **_PUT}, name="put")),
        example("a partner's bus", Given(BUS, {"name": "p", "eventSourceName": "aws.partner/example.com/shop"})),
        example("the default bus", Given(BUS, {"name": "default"})),
    ),
    bad=(
        example("no policy", _ORDERS),
        example("the policy of another bus", _ORDERS, Given(POLICY, {"eventBusName": "other", "policy": {}}, name="p")),
    ),
)
