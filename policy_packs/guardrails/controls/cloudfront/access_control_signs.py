"""Origin access controls sign every request."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl"


def _check(control: Resource) -> Iterator[str]:
    behavior = control.text("signingBehavior")
    if behavior != "always":
        yield f"requests reach the origin unsigned; got signingBehavior {behavior or 'missing'}, expected always"


def _mend(control: Resource) -> dict[str, str]:
    return {"signingBehavior": "always"} if any(_check(control)) else {}


_S3 = {"originAccessControlOriginType": "s3", "signingProtocol": "sigv4"}

CONTROL = Control(
    id="cloudfront.access-control-signs",
    title="Origin access controls sign every request",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="What CloudFront doesn't sign only passes where the origin is open to everybody.",
    fix="set signingBehavior to always",
    rules=(ResourceRule((_CONTROL,), _check, _mend),),
    good=(example("every request", Given(_CONTROL, _S3 | {"signingBehavior": "always"})),),
    bad=(
        example("everything omitted", Given(_CONTROL)),
        example("no request", Given(_CONTROL, _S3 | {"signingBehavior": "never"})),
        example("those that no viewer signed", Given(_CONTROL, _S3 | {"signingBehavior": "no-override"})),
    ),
)
