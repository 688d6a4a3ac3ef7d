"""Functions run on runtimes that still get security patches.

Source: Lambda developer guide, "Lambda runtimes": the deprecation dates, read on the day below.
"""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_FUNCTION = "aws:lambda/function:Function"

READ_ON = "2026-11-23"
DEPRECATIONS = {
    "dotnet10": "2028-11-14",
    "dotnet5.0": "2022-05-10",
    "dotnet6": "2024-12-20",
    "dotnet7": "2024-05-14",
    "dotnet8": "2026-11-10",
    "dotnet9": "2026-11-10",
    "dotnetcore1.0": "2019-06-27",
    "dotnetcore2.0": "2019-05-30",
    "dotnetcore2.1": "2022-01-05",
    "dotnetcore3.1": "2023-04-03",
    "go1.x": "2024-01-08",
    "java11": "2027-06-30",
    "java11.al2023": "2029-06-30",
    "java17": "2027-06-30",
    "java17.al2023": "2029-06-30",
    "java21": "2029-06-30",
    "java25": "2029-06-30",
    "java8": "2024-01-08",
    "java8.al2": "2027-06-30",
    "java8.al2023": "2029-06-30",
    "nodejs": "2016-08-30",
    "nodejs10.x": "2021-07-30",
    "nodejs12.x": "2023-03-31",
    "nodejs14.x": "2023-12-04",
    "nodejs16.x": "2024-06-12",
    "nodejs18.x": "2025-09-01",
    "nodejs20.x": "2026-04-30",
    "nodejs22.x": "2027-04-30",
    "nodejs24.x": "2028-04-30",
    "nodejs4.3": "2020-03-05",
    "nodejs4.3-edge": "2020-03-05",
    "nodejs6.10": "2019-08-12",
    "nodejs8.10": "2020-03-06",
    "provided": "2024-01-08",
    "provided.al2": "2026-07-31",
    "provided.al2023": "2029-06-30",
    "python2.7": "2021-07-15",
    "python3.10": "2026-10-31",
    "python3.11": "2027-06-30",
    "python3.12": "2028-10-31",
    "python3.13": "2029-06-30",
    "python3.14": "2029-06-30",
    "python3.6": "2022-07-18",
    "python3.7": "2023-12-04",
    "python3.8": "2024-10-14",
    "python3.9": "2025-12-15",
    "ruby2.5": "2021-07-30",
    "ruby2.7": "2023-12-07",
    "ruby3.2": "2026-03-31",
    "ruby3.3": "2027-03-31",
    "ruby3.4": "2028-03-31",
    "ruby4.0": "2029-03-31",
}


def _check(function: Resource) -> Iterator[str]:
    runtime = function.text("runtime")  # Container images have none, and a runtime that isn't listed is newer.
    ended = DEPRECATIONS.get(runtime)
    if ended is not None and ended <= function.parameters["on"]:
        yield f"the runtime gets no security patches; got {runtime}, deprecated on {ended}, expected a supported one"


def _given(**code: str) -> Given:
    return Given(_FUNCTION, {"role": "arn:aws:iam::111122223333:role/resize"} | code)


CONTROL = Control(
    id="lambda.runtime-supported",
    title="Functions run on runtimes that still get security patches",
    practices=("application.secure-coding", "patching.managed-services"),
    severity=Severity.HIGH,
    why="AWS patches the runtime only until it is deprecated; after that, known holes stay open in the function.",
    fix="move the function to a later runtime of its language",
    rules=(ResourceRule((_FUNCTION,), _check),),
    detection=(SecurityHubControl("Lambda.2"),),
    frameworks={Framework.FSBP: ("Lambda.2",)},
    parameters={
        "on": Parameter(
            READ_ON,
            {
                "type": "string",
                "pattern": r"^\d{4}-\d{2}-\d{2}$",
                "description": "The day to judge by; a later one shows which runtimes end until then.",
            },
        )
    },
    good=(
        example("everything omitted but the role", _given()),
        example("a supported runtime", _given(runtime="python3.14", handler="index.handler")),
        example("an image", _given(packageType="Image", imageUri="111122223333.dkr.ecr.us-east-1.amazonaws.com/a:1")),
        example("a runtime newer than the table", _given(runtime="python3.99", handler="index.handler")),
        example("the day before the end", _given(runtime="nodejs22.x", handler="index.handler"), on="2027-04-29"),
    ),
    bad=(
        example("deprecated long ago", _given(runtime="nodejs14.x", handler="index.handler")),
        example("deprecated this year", _given(runtime="provided.al2", handler="bootstrap")),
        example("the day of the end", _given(runtime="nodejs22.x", handler="index.handler"), on="2027-04-30"),
    ),
)
