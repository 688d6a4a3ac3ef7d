"""Machines that build images demand session tokens of their metadata service."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_INFRASTRUCTURE = "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration"


def _check(infrastructure: Resource) -> Iterator[str]:
    tokens = infrastructure.block("instanceMetadataOptions").text("httpTokens")
    if tokens != "required":
        yield (
            "the metadata service answers without a token; "
            f"got instanceMetadataOptions.httpTokens {tokens or 'none'}, expected required"
        )


def _mend(infrastructure: Resource) -> dict[str, str]:
    return {"instanceMetadataOptions.httpTokens": "required"} if any(_check(infrastructure)) else {}


def _given(tokens: str) -> Given:
    options = {"instanceProfileName": "builder", "instanceMetadataOptions": {"httpTokens": tokens}}
    return Given(_INFRASTRUCTURE, options)


CONTROL = Control(
    id="imagebuilder.builders-need-tokens",
    title="Machines that build images demand session tokens of their metadata service",
    practices=("iam.least-privilege", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="Builders run what they download; one forged request there leaks a role that can write every image.",
    fix="set instanceMetadataOptions.httpTokens to required",
    rules=(ResourceRule((_INFRASTRUCTURE,), _check, _mend),),
    good=(example("required", _given("required")),),
    bad=(
        example("everything omitted but the profile", Given(_INFRASTRUCTURE, {"instanceProfileName": "builder"})),
        example("optional", _given("optional")),
    ),
)
