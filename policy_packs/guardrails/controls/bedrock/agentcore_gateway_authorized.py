"""Gateways of agents know who calls them."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_GATEWAY = "aws:bedrock/agentcoreGateway:AgentcoreGateway"


def _check(gateway: Resource) -> Iterator[str]:
    if gateway.text("authorizerType") == "NONE":
        yield "everybody uses the tools behind the gateway; got authorizerType NONE, expected CUSTOM_JWT or AWS_IAM"


def _given(how: str) -> Given:
    return Given(_GATEWAY, {"name": "tools", "authorizerType": how, "protocolType": "MCP"})


CONTROL = Control(
    id="bedrock.agentcore-gateway-authorized",
    title="Gateways of agents know who calls them",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.HIGH,
    why="A gateway calls functions and interfaces with its own role, for whoever asks.",
    fix="set authorizerType to CUSTOM_JWT or AWS_IAM",
    rules=(ResourceRule((_GATEWAY,), _check),),
    detection=(ConfigRule("BEDROCKAGENTCORE_GATEWAY_AUTHORIZER_ENABLED"),),
    good=(
        example("everything omitted", Given(_GATEWAY)),
        *(example(how, _given(how)) for how in ("CUSTOM_JWT", "AWS_IAM")),
    ),
    bad=(example("nobody is asked", _given("NONE")),),
)
