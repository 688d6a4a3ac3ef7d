"""Functions only run code that is signed."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import FUNCTION, function


def _check(function: Resource) -> Iterator[str]:
    # Images are signed in their registry.
    if function.text("packageType") != "Image" and not function.text("codeSigningConfigArn"):
        yield "the code may be anybody's; got no codeSigningConfigArn, expected a code signing configuration"


CONTROL = Control(
    id="lambda.code-signed",
    title="Functions only run code that is signed",
    practices=("application.secure-coding",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Who may upload code, or swap it in the bucket, has the function's role; a signature says who built it.",
    fix="set codeSigningConfigArn",
    rules=(ResourceRule((FUNCTION,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_272",)},
    good=(
        example("signed", function(codeSigningConfigArn="arn:aws:lambda:us-east-1:111122223333:code-signing-config:a")),
        example("an image", Given(FUNCTION, {"packageType": "Image", "imageUri": "resize:1"})),
    ),
    bad=(
        example("everything omitted", Given(FUNCTION)),
        example("an archive", function(packageType="Zip")),
        example("no configuration", function(codeSigningConfigArn="")),
    ),
)
