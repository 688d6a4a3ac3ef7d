"""Agents and their tools are in a VPC."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_RUNTIME = "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime"
_BROWSER = "aws:bedrock/agentcoreBrowser:AgentcoreBrowser"
_INTERPRETER = "aws:bedrock/agentcoreCodeInterpreter:AgentcoreCodeInterpreter"
_TYPES = (_RUNTIME, _BROWSER, _INTERPRETER)


def _check(tool: Resource) -> Iterator[str]:
    if tool.block("networkConfiguration").text("networkMode") == "PUBLIC":
        yield (
            "what an agent is talked into sends data anywhere; got networkConfiguration.networkMode PUBLIC, "
            "expected VPC"
        )


def _given(type: str, mode: str) -> Given:
    return Given(type, {"networkConfiguration": {"networkMode": mode}})


CONTROL = Control(
    id="bedrock.agentcore-in-vpc",
    title="Agents and their tools are in a VPC",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="An agent does what the texts that it reads say; your network limits where it can carry your data.",
    fix="set networkMode of networkConfiguration to VPC, or to SANDBOX for code that needs no network",
    rules=(ResourceRule(_TYPES, _check),),
    detection=(
        ConfigRule("BEDROCKAGENTCORE_CODEINTERPRETER_NETWORKMODE_CHECK"),
        ConfigRule("BEDROCKAGENTCORE_RUNTIME_PRIVATE_NETWORK_REQUIRED"),
    ),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _TYPES),
        *(example(f"in a VPC: {type}", _given(type, "VPC")) for type in _TYPES),
        example("no network", _given(_INTERPRETER, "SANDBOX")),
    ),
    bad=(*(example(f"on the internet: {type}", _given(type, "PUBLIC")) for type in _TYPES),),
)
