"""Every parameter is encrypted, whatever it holds."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_PARAMETER = "aws:ssm/parameter:Parameter"


def _check(parameter: Resource) -> Iterator[str]:
    # EC2 and its kin read such a parameter's value by themselves, and only in plain text.
    if parameter.text("dataType", default="text") != "text":
        return
    kind = parameter.text("type")
    if kind != "SecureString":
        yield f"the value is kept in plain text; got type {kind or 'missing'}, expected SecureString"


_IMAGE = {"name": "/shop/image", "type": "String", "value": "ami-0a1b2c3d4e5f60718"}

CONTROL = Control(
    id="ssm.parameter-encrypted",
    title="Every parameter is encrypted, whatever it holds",
    practices=("data.at-rest",),
    severity=Severity.LOW,
    why="What is harmless today holds a password after somebody's next change, and nobody looks at its type again.",
    fix="set type to SecureString",
    tier=Tier.REGULATED,
    rules=(ResourceRule((_PARAMETER,), _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_34",)},
    good=(
        example("encrypted", Given(_PARAMETER, {"name": "/shop/region", "type": "SecureString", "value": "a"})),
        example("an image's id, which can't be", Given(_PARAMETER, _IMAGE | {"dataType": "aws:ec2:image"})),
    ),
    bad=(
        example("everything omitted", Given(_PARAMETER)),
        example("plain text", Given(_PARAMETER, _IMAGE | {"dataType": "text"})),
        example("a list", Given(_PARAMETER, {"name": "/shop/regions", "type": "StringList", "value": "a,b"})),
    ),
)
