"""Secrets reach Secrets Manager and Parameter Store without being kept in the state."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import each
from .._resources import Resource

_VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
_PARAMETER = "aws:ssm/parameter:Parameter"


def _check_version(version: Resource) -> Iterator[str]:
    def check(name: str) -> Iterator[str]:
        if version.text(name):
            yield f"the state keeps the secret too; got a value of {name}, expected secretStringWo"

    yield from each(("secretString", "secretBinary"), check)


def _check_parameter(parameter: Resource) -> Iterator[str]:
    if parameter.text("type") == "SecureString" and parameter.text("value"):
        yield "the state keeps the secret too; got a value of value, expected valueWo"


_NAMED = {"secretId": "shop/database"}
_SECURE = {"name": "/shop/database/password", "type": "SecureString"}

CONTROL = Control(
    id="secrets.stored-write-only",
    title="Secrets reach their store without being kept in the state",
    practices=("application.secrets",),
    severity=Severity.LOW,
    why="A secret that the state holds as well can be read without any permission on the secret.",
    fix="give the write-only input and raise its version when the value changes, or let rotation set the value",
    tier=Tier.REGULATED,
    rules=(ResourceRule((_VERSION,), _check_version), ResourceRule((_PARAMETER,), _check_parameter)),
    good=(
        example("everything omitted but the secret", Given(_VERSION, _NAMED)),
        example("given write-only", Given(_VERSION, _NAMED | {"secretStringWo": "sesame", "secretStringWoVersion": 1})),
        example("everything omitted but the type", Given(_PARAMETER, {"type": "SecureString"})),
        example(
            "a parameter, given write-only", Given(_PARAMETER, _SECURE | {"valueWo": "sesame", "valueWoVersion": 1})
        ),
        example("a parameter that is no secret", Given(_PARAMETER, {"type": "String", "value": "eu-central-1"})),
    ),
    bad=(
        example("a text", Given(_VERSION, _NAMED | {"secretString": "correct-horse-battery"})),
        example("a file", Given(_VERSION, _NAMED | {"secretBinary": "Y29ycmVjdC1ob3JzZQ=="})),
        example("an encrypted parameter", Given(_PARAMETER, _SECURE | {"value": "correct-horse-battery"})),
    ),
)
