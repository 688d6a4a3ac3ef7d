"""Deployments shift traffic a part at a time."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import GROUP, group

_CONFIGURATION = "aws:codedeploy/deploymentConfig:DeploymentConfig"
_AT_ONCE = ("CodeDeployDefault.ECSAllAtOnce", "CodeDeployDefault.LambdaAllAtOnce")


def _check(group: Resource) -> Iterator[str]:
    configuration = group.text("deploymentConfigName")
    if configuration in _AT_ONCE:
        yield (
            f"a bad release reaches everybody at once; got deploymentConfigName {configuration}, "
            "expected a canary or linear"
        )


def _check_configuration(configuration: Resource) -> Iterator[str]:
    if configuration.block("trafficRoutingConfig").text("type") == "AllAtOnce":
        yield (
            "a bad release reaches everybody at once; got trafficRoutingConfig.type AllAtOnce, "
            "expected TimeBasedCanary or TimeBasedLinear"
        )


def _configuration(type: str) -> Given:
    return Given(_CONFIGURATION, {"computePlatform": "Lambda", "trafficRoutingConfig": {"type": type}})


CONTROL = Control(
    id="codedeploy.traffic-shifted-gradually",
    title="Deployments shift traffic a part at a time",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A part of the traffic shows what is wrong while the rest is still served by the last release.",
    fix="choose a canary or linear configuration",
    rules=(ResourceRule((GROUP,), _check), ResourceRule((_CONFIGURATION,), _check_configuration)),
    detection=(ConfigRule("CODEDEPLOY_LAMBDA_ALLATONCE_TRAFFIC_SHIFT_DISABLED"),),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (GROUP, _CONFIGURATION)),
        example("a canary", group(deploymentConfigName="CodeDeployDefault.LambdaCanary10Percent5Minutes")),
        example("a canary of one's own", _configuration("TimeBasedCanary")),
    ),
    bad=(
        *(example(name, group(deploymentConfigName=name)) for name in _AT_ONCE),
        example("all at once by a configuration of one's own", _configuration("AllAtOnce")),
    ),
)
