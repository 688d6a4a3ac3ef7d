"""Guardrails mask or block personal data."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_GUARDRAIL = "aws:bedrock/guardrail:Guardrail"


def _check(guardrail: Resource) -> Iterator[str]:
    policy = guardrail.block("sensitiveInformationPolicyConfig")
    if not (policy.blocks("piiEntitiesConfigs") or policy.blocks("regexesConfigs")):
        yield (
            "the model may tell personal data; got no sensitiveInformationPolicyConfig, "
            "expected entities or expressions"
        )


def _guardrail(**policy: object) -> Given:
    return Given(_GUARDRAIL, {"name": "shop", "sensitiveInformationPolicyConfig": policy})


CONTROL = Control(
    id="bedrock.guardrail-masks-personal-data",
    title="Guardrails mask or block personal data",
    practices=("application.secure-coding",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Models repeat what they were given: names, numbers and passwords of other people among it.",
    fix="set piiEntitiesConfigs or regexesConfigs of sensitiveInformationPolicyConfig",
    rules=(ResourceRule((_GUARDRAIL,), _check),),
    good=(
        example("kinds of data", _guardrail(piiEntitiesConfigs=[{"type": "EMAIL", "action": "ANONYMIZE"}])),
        example("a pattern", _guardrail(regexesConfigs=[{"name": "order", "action": "BLOCK", "pattern": r"O-\d{8}"}])),
    ),
    bad=(
        example("everything omitted", Given(_GUARDRAIL)),
        example("nothing to look for", _guardrail(piiEntitiesConfigs=[])),
    ),
)
