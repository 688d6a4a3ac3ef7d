"""Images are scanned for known flaws when they are built."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_PIPELINE = "aws:imagebuilder/imagePipeline:ImagePipeline"
_IMAGE = "aws:imagebuilder/image:Image"


def _check(resource: Resource) -> Iterator[str]:
    if not resource.block("imageScanningConfiguration").flag("imageScanningEnabled"):
        yield "nobody knows the flaws of the image; got imageScanningEnabled false, expected true"


def _mend(pipeline: Resource) -> dict[str, bool]:
    return {"imageScanningConfiguration.imageScanningEnabled": True} if any(_check(pipeline)) else {}


def _scanning(enabled: bool) -> dict[str, object]:
    return {"imageScanningConfiguration": {"imageScanningEnabled": enabled}}


CONTROL = Control(
    id="imagebuilder.images-scanned",
    title="Images are scanned for known flaws when they are built",
    practices=("patching.patch-manager", "automation.security-hub-guardduty"),
    severity=Severity.MEDIUM,
    why="A flaw in the golden image is a flaw in every machine.",
    fix="set imageScanningConfiguration.imageScanningEnabled to true",
    # AWS makes an image anew when this changes, so that is judged only.
    rules=(ResourceRule((_PIPELINE,), _check, _mend), ResourceRule((_IMAGE,), _check)),
    good=tuple(example(f"scanned: {type}", Given(type, _scanning(True))) for type in (_PIPELINE, _IMAGE)),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (_PIPELINE, _IMAGE)),
        *(example(f"not scanned: {type}", Given(type, _scanning(False))) for type in (_PIPELINE, _IMAGE)),
    ),
)
