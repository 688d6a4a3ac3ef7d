"""Functions are traced."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import FUNCTION, function


def _check(function: Resource) -> Iterator[str]:
    mode = function.block("tracingConfig").text("mode")
    if mode not in ("Active", "PassThrough"):
        yield (
            f"nobody sees where a request's time and errors come from; got tracingConfig.mode {mode or 'missing'}, "
            "expected Active"
        )


CONTROL = Control(
    id="lambda.traced",
    title="Functions are traced",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A trace shows which function called what for a request, which logs of single functions can't.",
    fix="set mode of tracingConfig to Active",
    rules=(ResourceRule((FUNCTION,), _check),),
    detection=(ConfigRule("LAMBDA_FUNCTION_XRAY_ENABLED"), SecurityHubControl("Lambda.7")),
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_50",),
        Tool.SECURITY_HUB: ("Lambda.7",),
        Tool.TRIVY: ("AWS-0066",),
    },
    good=(
        example("traced", function(tracingConfig={"mode": "Active"})),
        example("traced when the caller is", function(tracingConfig={"mode": "PassThrough"})),
    ),
    bad=(
        example("everything omitted", Given(FUNCTION)),
        example("no mode", function(tracingConfig={})),
        example("a mode that AWS doesn't know", function(tracingConfig={"mode": "Passthrough"})),
    ),
)
