"""Custom authorizers of AWS IoT Core only run for tokens with a signature."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_AUTHORIZER = "aws:iot/authorizer:Authorizer"


def _check(authorizer: Resource) -> Iterator[str]:
    if authorizer.flag("signingDisabled"):
        yield "anybody makes the function run; got signingDisabled true, expected false"


_NAMED = {"name": "devices", "authorizerFunctionArn": "arn:aws:lambda:eu-west-1:111122223333:function:devices"}

CONTROL = Control(
    id="iot.authorizer-signed",
    title="Custom authorizers of AWS IoT Core only run for tokens with a signature",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="Without a signature, every stray connection runs the function, until it is throttled for devices too.",
    fix="leave signingDisabled out, and set tokenKeyName and tokenSigningPublicKeys",
    rules=(ResourceRule((_AUTHORIZER,), _check),),
    detection=(ConfigRule("IOT_AUTHORIZER_TOKEN_SIGNING_ENABLED"),),
    good=(
        example("everything omitted but the function", Given(_AUTHORIZER, _NAMED)),
        example("signed", Given(_AUTHORIZER, _NAMED | {"signingDisabled": False, "tokenKeyName": "token"})),
    ),
    bad=(example("not signed", Given(_AUTHORIZER, _NAMED | {"signingDisabled": True})),),
)
