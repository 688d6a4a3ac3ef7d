"""Guardrails block attacks by prompts."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block
from .._resources import Resource

_GUARDRAIL = "aws:bedrock/guardrail:Guardrail"


def _check(guardrail: Resource) -> Iterator[str]:
    filters = guardrail.block("contentPolicyConfig").blocks("filtersConfigs")
    if not any(map(_filters_attacks, filters)):
        yield (
            "instructions hidden in the input reach the model; got no contentPolicyConfig filter of PROMPT_ATTACK, "
            "expected one that blocks"
        )


def _filters_attacks(filter: Block) -> bool:
    return (
        filter.text("type") == "PROMPT_ATTACK"
        and filter.text("inputStrength") != "NONE"
        and filter.text("inputAction") != "NONE"
        and filter.flag("inputEnabled", default=True)
    )


def _guardrail(**filter: object) -> Given:
    return Given(
        _GUARDRAIL,
        {
            "name": "shop",
            "blockedInputMessaging": "no",
            "blockedOutputsMessaging": "no",
            "contentPolicyConfig": {"filtersConfigs": [{"outputStrength": "NONE", **filter}]},
        },
    )


_ATTACK = {"type": "PROMPT_ATTACK", "inputStrength": "HIGH"}

CONTROL = Control(
    id="bedrock.guardrail-filters-prompt-attacks",
    title="Guardrails block attacks by prompts",
    practices=("application.secure-coding",),
    severity=Severity.MEDIUM,
    why="A text that the model reads tells it to ignore its instructions, and to use its tools for somebody else.",
    fix="add a filter of type PROMPT_ATTACK with an inputStrength of HIGH",
    rules=(ResourceRule((_GUARDRAIL,), _check),),
    good=(
        example("blocked", _guardrail(**_ATTACK)),
        example("blocked, said at length", _guardrail(inputAction="BLOCK", inputEnabled=True, **_ATTACK)),
    ),
    bad=(
        example("everything omitted", Given(_GUARDRAIL)),
        example("another filter", _guardrail(type="VIOLENCE", inputStrength="HIGH")),
        example("of no strength", _guardrail(type="PROMPT_ATTACK", inputStrength="NONE")),
        example("only reported", _guardrail(inputAction="NONE", **_ATTACK)),
        example("off", _guardrail(inputEnabled=False, **_ATTACK)),
    ),
)
