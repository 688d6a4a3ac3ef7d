"""Images are distributed encrypted with a key of yours."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_DISTRIBUTION = "aws:imagebuilder/distributionConfiguration:DistributionConfiguration"


def _check(distribution: Resource) -> Iterator[str]:
    yield from each(distribution.blocks("distributions"), _check_area)


def _check_area(area: Block) -> Iterator[str]:
    for image in area.blocks("amiDistributionConfiguration"):
        if "kmsKeyId" not in image:
            yield f"the image is copied without a key of yours; got no {image.path('kmsKeyId')}, expected one"


_KEY = Given("aws:kms/key:Key", {"enableKeyRotation": True}, name="key")


def _given(*areas: dict[str, object]) -> Given:
    return Given(_DISTRIBUTION, {"name": "golden", "distributions": [{"region": "us-east-1"} | area for area in areas]})


_ENCRYPTED: dict[str, object] = {"amiDistributionConfiguration": {"name": "golden", "kmsKeyId": Ref("key", "arn")}}
_PLAIN: dict[str, object] = {"amiDistributionConfiguration": {"name": "golden"}}

CONTROL = Control(
    id="imagebuilder.images-encrypted",
    title="Images are distributed encrypted with a key of yours",
    practices=("data.at-rest", "data.kms"),
    severity=Severity.MEDIUM,
    why="An image in the clear makes disks in the clear, and one with AWS's key can't be shared.",
    fix="set kmsKeyId in each amiDistributionConfiguration",
    rules=(ResourceRule((_DISTRIBUTION,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_199",)},
    good=(
        example("everything omitted", Given(_DISTRIBUTION)),
        example("encrypted", _KEY, _given(_ENCRYPTED)),
        example("containers, which are no images of machines", _given({"containerDistributionConfiguration": {}})),
    ),
    bad=(
        example("everything omitted but a name", _given(_PLAIN)),
        example("the second area without a key", _KEY, _given(_ENCRYPTED, _PLAIN)),
    ),
)
