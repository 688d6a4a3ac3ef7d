"""Network firewalls log what they see."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import FIREWALL, given

_LOGGING = "aws:networkfirewall/loggingConfiguration:LoggingConfiguration"


def _check(firewall: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(firewall, _LOGGING, by="firewallArn"):
        yield "nobody can say what the firewall dropped; got no logging, expected a LoggingConfiguration"


def _check_logging(logging: Resource) -> Iterator[str]:
    if not logging.block("loggingConfiguration").blocks("logDestinationConfigs"):
        yield "the firewall's log goes nowhere; got no logDestinationConfigs, expected one for ALERT and one for FLOW"


_INSPECTION = given(name="inspection")


def _logging(firewall: object, *types: str) -> Given:
    destinations = [
        {"logType": type, "logDestinationType": "S3", "logDestination": {"bucketName": "logs"}} for type in types
    ]
    return Given(
        _LOGGING,
        {"firewallArn": firewall, "loggingConfiguration": {"logDestinationConfigs": destinations}},
        name="logging",
    )


CONTROL = Control(
    id="networkfirewall.firewall-logged",
    title="Network firewalls log what they see",
    practices=("logging.centralized", "network.private-subnets"),
    severity=Severity.MEDIUM,
    why="Without its log, what the firewall let through and what it dropped can't be told apart afterwards.",
    fix="give the firewall a LoggingConfiguration for ALERT and FLOW",
    rules=(StackRule((FIREWALL,), _check), ResourceRule((_LOGGING,), _check_logging)),
    detection=(ConfigRule("NETFW_LOGGING_ENABLED"), SecurityHubControl("NetworkFirewall.2")),
    frameworks={Framework.FSBP: ("NetworkFirewall.2",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_63",)},
    good=(example("logged", _INSPECTION, _logging(Ref("inspection", "arn"), "ALERT", "FLOW")),),
    bad=(
        example("everything omitted but what is required", _INSPECTION),
        example("the log of another firewall", _INSPECTION, _logging("arn:aws:network-firewall:other", "ALERT")),
        example("a log without destinations", _INSPECTION, _logging(Ref("inspection", "arn"))),
    ),
)
