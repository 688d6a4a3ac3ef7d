"""Functions run on runtimes that still get security patches."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._lifecycles import day, ended
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_FUNCTION = "aws:lambda/function:Function"


def _check(function: Resource) -> Iterator[str]:
    runtime = function.text("runtime")  # Container images have none.
    end = ended("lambda", runtime, function.parameters["on"])
    if end:
        yield f"the runtime gets no security patches; got {runtime}, deprecated on {end}, expected a supported one"


def _given(**code: str) -> Given:
    return Given(_FUNCTION, {"role": "arn:aws:iam::111122223333:role/resize"} | code)


CONTROL = Control(
    id="lambda.runtime-supported",
    title="Functions run on runtimes that still get security patches",
    practices=("application.secure-coding", "patching.managed-services"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="AWS patches the runtime only until it is deprecated; after that, known holes stay open in the function.",
    fix="move the function to a later runtime of its language",
    rules=(ResourceRule((_FUNCTION,), _check),),
    detection=(SecurityHubControl("Lambda.2"),),
    frameworks={Framework.FSBP: ("Lambda.2",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_363",)},
    parameters=day(),
    good=(
        example("everything omitted but the role", _given()),
        example("a supported runtime", _given(runtime="python3.14", handler="index.handler")),
        example("an image", _given(packageType="Image", imageUri="111122223333.dkr.ecr.us-east-1.amazonaws.com/a:1")),
        example("a runtime newer than the table", _given(runtime="python3.99", handler="index.handler")),
        example("the last day", _given(runtime="nodejs22.x", handler="index.handler"), on="2027-04-30"),
    ),
    bad=(
        example("deprecated long ago", _given(runtime="nodejs14.x", handler="index.handler")),
        example("deprecated this year", _given(runtime="provided.al2", handler="bootstrap")),
        example("the day after the last", _given(runtime="nodejs22.x", handler="index.handler"), on="2027-05-01"),
    ),
)
