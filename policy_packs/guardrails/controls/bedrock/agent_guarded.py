"""Agents have a guardrail."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_AGENT = "aws:bedrock/agentAgent:AgentAgent"


def _check(agent: Resource) -> Iterator[str]:
    if not agent.blocks("guardrailConfigurations"):
        yield "nothing filters what the agent is told and says; got no guardrailConfigurations, expected a guardrail"


_NEEDED = {"agentName": "shop", "foundationModel": "anthropic.claude-v2"}
_GUARDRAIL = {"guardrailIdentifier": "a1b2c3d4e5f6", "guardrailVersion": "1"}

CONTROL = Control(
    id="bedrock.agent-guarded",
    title="Agents have a guardrail",
    practices=("application.secure-coding",),
    severity=Severity.MEDIUM,
    why="Who talks to the agent, or writes what it reads, tells it what to do with its tools.",
    fix="set guardrailConfigurations",
    rules=(ResourceRule((_AGENT,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_383",)},
    good=(example("guarded", Given(_AGENT, _NEEDED | {"guardrailConfigurations": [_GUARDRAIL]})),),
    bad=(
        example("everything omitted", Given(_AGENT)),
        example("an empty list", Given(_AGENT, _NEEDED | {"guardrailConfigurations": []})),
    ),
)
