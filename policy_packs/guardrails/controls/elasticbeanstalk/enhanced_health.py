"""Environments report their health in detail."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import TYPES, environment, option

_HEALTH = "aws:elasticbeanstalk:healthreporting:system"


def _check(environment: Resource) -> Iterator[str]:
    system = option(environment, _HEALTH, "SystemType")
    # Only enhanced health can be streamed.
    if system in ("", "basic") and option(environment, _HEALTH, "HealthStreamingEnabled") != "true":
        yield f"a failing application goes unnoticed; got SystemType {system or 'basic'}, expected enhanced"


CONTROL = Control(
    id="elasticbeanstalk.enhanced-health",
    title="Environments report their health in detail",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    why="Basic health only asks the load balancer; errors, latency and failed deploys stay unseen.",
    fix=f"set SystemType of {_HEALTH} to enhanced",
    rules=(ResourceRule(TYPES, _check),),
    detection=(ConfigRule("BEANSTALK_ENHANCED_HEALTH_REPORTING_ENABLED"), SecurityHubControl("ElasticBeanstalk.1")),
    frameworks={Framework.FSBP: ("ElasticBeanstalk.1",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_312",), Tool.CONTROL_TOWER: ("ELASTICBEANSTALK.PR.1",)},
    good=(
        *(example(f"enhanced: {type}", environment((_HEALTH, "SystemType", "enhanced"), type=type)) for type in TYPES),
        example("streamed, which only enhanced health is", environment((_HEALTH, "HealthStreamingEnabled", "true"))),
        example("a saved configuration may say", environment(templateName="shop")),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in TYPES),
        example("basic", environment((_HEALTH, "SystemType", "basic"))),
        example("basic, whatever the configuration", environment((_HEALTH, "SystemType", "basic"), templateName="a")),
        example("not streamed", environment((_HEALTH, "HealthStreamingEnabled", "False"))),
        example("another namespace", environment(("aws:elasticbeanstalk:environment", "SystemType", "enhanced"))),
        example(
            "the last one counts",
            environment((_HEALTH, "SystemType", "enhanced"), (_HEALTH, "SystemType", "basic")),
        ),
    ),
)
