"""Instances of environments only answer metadata requests of version 2."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import TYPES, environment, option

_LAUNCH = "aws:autoscaling:launchconfiguration"


def _check(environment: Resource) -> Iterator[str]:
    disabled = option(environment, _LAUNCH, "DisableIMDSv1")
    if disabled not in ("true", None):
        yield f"one request of a fooled program shows the role; got DisableIMDSv1 {disabled or 'false'}, expected true"


CONTROL = Control(
    id="elasticbeanstalk.imdsv2",
    title="Instances of environments only answer metadata requests of version 2",
    practices=("iam.least-privilege", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="Version 1 hands the role's credentials to whoever makes the application fetch an address.",
    fix=f"set DisableIMDSv1 of {_LAUNCH} to true",
    rules=(ResourceRule(TYPES, _check),),
    good=(
        *(example(f"off: {type}", environment((_LAUNCH, "DisableIMDSv1", "true"), type=type)) for type in TYPES),
        example("a saved configuration may say", environment(templateName="shop")),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in TYPES),
        example("on", environment((_LAUNCH, "DisableIMDSv1", "false"))),
    ),
)
