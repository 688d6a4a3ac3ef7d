"""Builds reach their source by a connection, not by somebody's token."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_CREDENTIAL = "aws:codebuild/sourceCredential:SourceCredential"


def _check(credential: Resource) -> Iterator[str]:
    how = credential.text("authType")
    if how in ("BASIC_AUTH", "PERSONAL_ACCESS_TOKEN"):
        yield f"the builds act as a person whose token never ends; got authType {how}, expected CODECONNECTIONS"


def _given(how: str) -> Given:
    return Given(_CREDENTIAL, {"authType": how, "serverType": "GITHUB", "token": _ARN})


_ARN = "arn:aws:codeconnections:us-east-1:111122223333:connection/1234abcd-12ab-34cd-56ef-1234567890ab"

CONTROL = Control(
    id="codebuild.source-by-connection",
    title="Builds reach their source by a connection, not by somebody's token",
    practices=("application.secrets", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="A personal token reaches all that its owner does, and stays when the owner leaves.",
    fix="set authType to CODECONNECTIONS and token to the ARN of a connection",
    rules=(ResourceRule((_CREDENTIAL,), _check),),
    good=(
        example("everything omitted", Given(_CREDENTIAL)),
        *(example(how, _given(how)) for how in ("CODECONNECTIONS", "SECRETS_MANAGER")),
    ),
    bad=(*(example(how, _given(how)) for how in ("BASIC_AUTH", "PERSONAL_ACCESS_TOKEN")),),
)
