"""Experiments stop when an alarm goes off."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_TEMPLATE = "aws:fis/experimentTemplate:ExperimentTemplate"
_ALARM = "aws:cloudwatch:alarm"


def _check(template: Resource) -> Iterator[str]:
    sources = [condition.text("source") for condition in template.blocks("stopConditions")]
    if _ALARM not in sources:
        yield f"it goes on whatever it breaks; got stopConditions {', '.join(sources) or 'missing'}, expected {_ALARM}"


def _given(*sources: str) -> Given:
    conditions = [{"source": source, "value": "arn:aws:cloudwatch:us-east-1:1:alarm:a"} for source in sources]
    return Given(_TEMPLATE, {"description": "stop an instance", "stopConditions": conditions})


CONTROL = Control(
    id="fis.stop-condition",
    title="Experiments stop when an alarm goes off",
    practices=("response.game-days",),
    severity=Severity.MEDIUM,
    why="An experiment that breaks more than it should becomes the incident that it was to prevent.",
    fix="add a stop condition with the ARN of an alarm that tells whether users are served",
    rules=(ResourceRule((_TEMPLATE,), _check),),
    good=(
        example("an alarm", _given(_ALARM)),
        example("an alarm among others", _given("none", _ALARM)),
    ),
    bad=(
        example("everything omitted", Given(_TEMPLATE)),
        example("none", _given("none")),
    ),
)
