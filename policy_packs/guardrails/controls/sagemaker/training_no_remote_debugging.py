"""Trainings don't open a shell."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import TRAINING


def _check(training: Resource) -> Iterator[str]:
    if training.block("remoteDebugConfig").flag("enableRemoteDebug"):
        yield (
            "a shell in the training is an API call away; got remoteDebugConfig.enableRemoteDebug true, expected false"
        )


CONTROL = Control(
    id="sagemaker.training-no-remote-debugging",
    title="Trainings don't open a shell",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    why="Who may start a session has the training's data and role, and changes the model without a trace in its code.",
    fix="set enableRemoteDebug of remoteDebugConfig to false",
    rules=(ResourceRule((TRAINING,), _check),),
    good=(
        example("everything omitted", Given(TRAINING)),
        example("off", Given(TRAINING, {"remoteDebugConfig": {"enableRemoteDebug": False}})),
    ),
    bad=(example("on", Given(TRAINING, {"remoteDebugConfig": {"enableRemoteDebug": True}})),),
)
