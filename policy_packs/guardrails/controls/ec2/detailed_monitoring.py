"""Instances report their metrics every minute."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import CONFIGURATION, INSTANCE, SPOT, SPOT_FLEET, TEMPLATE


def _check(launch: Block) -> Iterator[str]:
    if "monitoring" not in launch and "launchTemplate" in launch:
        return  # The template decides, and is judged itself.
    if not launch.flag("monitoring"):
        yield f"metrics come every five minutes; got {launch.path('monitoring')} false, expected true"


def _check_fleet(fleet: Resource) -> Iterator[str]:
    yield from each(fleet.blocks("launchSpecifications"), _check)


def _check_template(template: Resource) -> Iterator[str]:
    if not template.block("monitoring").flag("enabled"):
        yield "metrics come every five minutes; got monitoring.enabled false, expected true"


def _check_configuration(configuration: Resource) -> Iterator[str]:
    if not configuration.flag("enableMonitoring", default=True):
        yield "metrics come every five minutes; got enableMonitoring false, expected true"


def _fleet(**more: bool) -> Given:
    specification = {"ami": "ami-0a1b2c3d4e5f60718", "instanceType": "m7g.large", **more}
    return Given(SPOT_FLEET, {"launchSpecifications": [specification], "targetCapacity": 2})


_FROM_TEMPLATE = {"launchTemplate": {"id": "lt-0a1b2c3d"}}

CONTROL = Control(
    id="ec2.detailed-monitoring",
    title="Instances report their metrics every minute",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    why="In five minutes a crash or a miner has come and gone before an alarm sees the first number.",
    fix="turn monitoring on",
    tier=Tier.REGULATED,
    rules=(
        ResourceRule((INSTANCE, SPOT), _check),
        ResourceRule((SPOT_FLEET,), _check_fleet),
        ResourceRule((TEMPLATE,), _check_template),
        ResourceRule((CONFIGURATION,), _check_configuration),
    ),
    detection=(ConfigRule("EC2_INSTANCE_DETAILED_MONITORING_ENABLED"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_126",), Tool.CONTROL_TOWER: ("EC2.PR.10",)},
    good=(
        *(example(f"on: {type}", Given(type, {"monitoring": True})) for type in (INSTANCE, SPOT)),
        example("on in a template", Given(TEMPLATE, {"monitoring": {"enabled": True}})),
        example("on in a fleet", _fleet(monitoring=True)),
        example("the template of the instance decides", Given(INSTANCE, _FROM_TEMPLATE)),
        example("everything omitted of a launch configuration, where it is on", Given(CONFIGURATION)),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (INSTANCE, SPOT, TEMPLATE)),
        example("off", Given(INSTANCE, {"monitoring": False})),
        example("the instance weakens its template", Given(INSTANCE, _FROM_TEMPLATE | {"monitoring": False})),
        example("off in a template", Given(TEMPLATE, {"monitoring": {"enabled": False}})),
        example("off in a launch configuration", Given(CONFIGURATION, {"enableMonitoring": False})),
        example("a fleet that does not say", _fleet()),
    ),
)
