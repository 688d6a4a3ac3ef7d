"""Code without a valid signature is refused."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_CONFIGURATION = "aws:lambda/codeSigningConfig:CodeSigningConfig"
_PATH = "untrustedArtifactOnDeployment"


def _check(configuration: Resource) -> Iterator[str]:
    if configuration.block("policies").text(_PATH) != "Enforce":
        yield f"code without a valid signature runs all the same; got policies.{_PATH} Warn, expected Enforce"


def _mend(configuration: Resource) -> dict[str, str]:
    return {f"policies.{_PATH}": "Enforce"} if any(_check(configuration)) else {}


_ARN = "arn:aws:signer:us-east-1:111122223333:/signing-profiles/build/a1b2c3d4e5"
_PUBLISHERS = {"allowedPublishers": {"signingProfileVersionArns": [_ARN]}}

CONTROL = Control(
    id="lambda.code-signing-enforced",
    title="Code without a valid signature is refused",
    practices=("application.secure-coding",),
    severity=Severity.MEDIUM,
    why="A warning is a metric that nobody reads, while the code runs.",
    fix="set untrustedArtifactOnDeployment of policies to Enforce",
    rules=(ResourceRule((_CONFIGURATION,), _check, _mend),),
    good=(example("refused", Given(_CONFIGURATION, _PUBLISHERS | {"policies": {_PATH: "Enforce"}})),),
    bad=(
        example("everything omitted, which warns", Given(_CONFIGURATION)),
        example("a warning", Given(_CONFIGURATION, _PUBLISHERS | {"policies": {_PATH: "Warn"}})),
    ),
)
