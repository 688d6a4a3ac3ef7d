"""Auto Scaling groups launch by templates."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CONFIGURATION, GROUP

_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"


def _check_group(group: Resource) -> Iterator[str]:
    if "launchTemplate" not in group and "mixedInstancesPolicy" not in group:
        yield "instances are launched without a template; got no launchTemplate, expected one"


def _check_configuration(configuration: Resource) -> Iterator[str]:
    yield "launch configurations know nothing of newer settings; got a LaunchConfiguration, expected a LaunchTemplate"


_SIZES = {"minSize": 2, "maxSize": 4}

CONTROL = Control(
    id="autoscaling.uses-launch-template",
    title="Auto Scaling groups launch by templates",
    practices=("patching.managed-services", "compliance.well-architected"),
    severity=Severity.MEDIUM,
    why="AWS no longer develops launch configurations: new instance types and settings are beyond them.",
    fix="replace the launch configuration by a launch template",
    rules=(ResourceRule((GROUP,), _check_group), ResourceRule((CONFIGURATION,), _check_configuration)),
    detection=(ConfigRule("AUTOSCALING_LAUNCH_TEMPLATE"), SecurityHubControl("AutoScaling.9")),
    frameworks={Framework.FSBP: ("AutoScaling.9",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_315",)},
    good=(
        example(
            "a template that is made beside it",
            Given(_TEMPLATE, {"imageId": "ami-0a1b2c3d4e5f60718"}, name="web"),
            Given(GROUP, _SIZES | {"launchTemplate": {"id": Ref("web"), "version": "$Latest"}}),
        ),
        example(
            "a mix of instances",
            Given(
                GROUP,
                _SIZES
                | {
                    "mixedInstancesPolicy": {
                        "launchTemplate": {"launchTemplateSpecification": {"launchTemplateId": "lt-0a1b2c3d"}}
                    }
                },
            ),
        ),
    ),
    bad=(
        example("everything omitted but the sizes", Given(GROUP, _SIZES)),
        example("a group with a launch configuration", Given(GROUP, _SIZES | {"launchConfiguration": "web"})),
        example(
            "a launch configuration", Given(CONFIGURATION, {"imageId": "ami-0a1b2c3d", "instanceType": "m7g.large"})
        ),
    ),
)
