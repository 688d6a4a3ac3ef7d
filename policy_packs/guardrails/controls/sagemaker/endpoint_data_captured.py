"""Endpoints keep what their models are asked and answer."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import ENDPOINT


def _check(configuration: Resource) -> Iterator[str]:
    if not configuration.block("dataCaptureConfig").flag("enableCapture"):
        yield (
            "nobody can tell what the model was asked and answered; got no dataCaptureConfig.enableCapture, "
            "expected true"
        )


CONTROL = Control(
    id="sagemaker.endpoint-data-captured",
    title="Endpoints keep what their models are asked and answer",
    practices=("logging.centralized",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Attacks on a model, and its slow decay, only show in its inputs and outputs.",
    fix="set enableCapture of dataCaptureConfig to true",
    rules=(ResourceRule((ENDPOINT,), _check),),
    good=(example("kept", Given(ENDPOINT, {"dataCaptureConfig": {"enableCapture": True}})),),
    bad=(
        example("everything omitted", Given(ENDPOINT)),
        example("a place to keep it, yet off", Given(ENDPOINT, {"dataCaptureConfig": {"destinationS3Uri": "s3://a"}})),
    ),
)
