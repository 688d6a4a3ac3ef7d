"""Contact centers log the flows of their contacts."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_INSTANCE = "aws:connect/instance:Instance"
_INPUTS = {"identityManagementType": "SAML", "inboundCallsEnabled": True, "outboundCallsEnabled": False}


def _check(instance: Resource) -> Iterator[str]:
    if not instance.flag("contactFlowLogsEnabled"):
        yield "how contacts were led leaves no trace; got contactFlowLogsEnabled false, expected true"


def _mend(instance: Resource) -> dict[str, bool]:
    return {"contactFlowLogsEnabled": True} if any(_check(instance)) else {}


CONTROL = Control(
    id="connect.flows-logged",
    title="Contact centers log the flows of their contacts",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    why="A flow that asks callers for more than it should shows in its log.",
    fix="set contactFlowLogsEnabled to true",
    rules=(ResourceRule((_INSTANCE,), _check, _mend),),
    detection=(ConfigRule("CONNECT_INSTANCE_LOGGING_ENABLED"), SecurityHubControl("Connect.2")),
    tier=Tier.REGULATED,
    frameworks={Framework.FSBP: ("Connect.2",)},
    good=(example("on", Given(_INSTANCE, _INPUTS | {"contactFlowLogsEnabled": True})),),
    bad=(
        example("everything omitted but what is required", Given(_INSTANCE, _INPUTS)),
        example("off", Given(_INSTANCE, _INPUTS | {"contactFlowLogsEnabled": False})),
    ),
)
