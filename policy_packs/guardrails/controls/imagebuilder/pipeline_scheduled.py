"""Pipelines of images run by themselves."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_PIPELINE = "aws:imagebuilder/imagePipeline:ImagePipeline"


def _check(pipeline: Resource) -> Iterator[str]:
    if not pipeline.block("schedule").text("scheduleExpression"):
        yield "images grow old until somebody starts the pipeline; got no schedule, expected a scheduleExpression"
    status = pipeline.text("status", default="ENABLED")
    if status != "ENABLED":
        yield f"images grow old; got status {status}, expected ENABLED"


_NAMED = {"name": "golden", "imageRecipeArn": "arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/golden/1.0.0"}
_WEEKLY = {"schedule": {"scheduleExpression": "cron(0 3 ? * sun *)"}}

CONTROL = Control(
    id="imagebuilder.pipeline-scheduled",
    title="Pipelines of images run by themselves",
    practices=("patching.patch-manager", "patching.managed-services"),
    severity=Severity.LOW,
    why="Every machine starts with the flaws that were found since its image was built.",
    fix="give the pipeline a weekly schedule and the status ENABLED",
    rules=(ResourceRule((_PIPELINE,), _check),),
    good=(
        example("every week", Given(_PIPELINE, _NAMED | _WEEKLY)),
        example("every week, said to be on", Given(_PIPELINE, _NAMED | _WEEKLY | {"status": "ENABLED"})),
    ),
    bad=(
        example("everything omitted but the name", Given(_PIPELINE, _NAMED)),
        example("off", Given(_PIPELINE, _NAMED | _WEEKLY | {"status": "DISABLED"})),
    ),
)
