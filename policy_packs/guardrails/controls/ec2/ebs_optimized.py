"""Instances have bandwidth of their own to their disks."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import INSTANCE, SPOT

# Every other family is optimized without being asked. Source: EC2 user guide, "EBS-optimized instance types".
_NOT_BY_DEFAULT = ("", "c1", "c3", "cc2", "cr1", "g2", "hi1", "hs1", "i2", "m1", "m2", "m3", "r3", "t1", "t2")


def _check(instance: Resource) -> Iterator[str]:
    if "instanceType" not in instance and "launchTemplate" in instance:
        return
    type = instance.text("instanceType")
    if type.partition(".")[0].lower() in _NOT_BY_DEFAULT and not instance.flag("ebsOptimized"):
        yield (
            "disk and network share one line; got ebsOptimized false "
            f"for instanceType {type or 'none'}, expected true or a type that has it by default"
        )


CONTROL = Control(
    id="ec2.ebs-optimized",
    title="Instances have bandwidth of their own to their disks",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    why="Without it a busy network slows the disks down, and a busy disk the network.",
    fix="set ebsOptimized to true, or choose a current instanceType",
    tier=Tier.REGULATED,
    rules=(ResourceRule((INSTANCE, SPOT), _check),),
    detection=(ConfigRule("EBS_OPTIMIZED_INSTANCE"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_135",)},
    good=(
        example("on", Given(INSTANCE, {"instanceType": "m3.xlarge", "ebsOptimized": True})),
        example("a type that has it by default", Given(INSTANCE, {"instanceType": "m7g.large"})),
        example(
            "a type that has it even when told not to",
            Given(INSTANCE, {"instanceType": "t3.nano", "ebsOptimized": False}),
        ),
        example("the template of the instance decides", Given(INSTANCE, {"launchTemplate": {"id": "lt-0a1b2c3d"}})),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (INSTANCE, SPOT)),
        *(
            example(f"the family {family}", Given(INSTANCE, {"instanceType": f"{family}.xlarge"}))
            for family in _NOT_BY_DEFAULT
            if family
        ),
        example(
            "another type than the template's",
            Given(INSTANCE, {"instanceType": "m3.xlarge", "launchTemplate": {"id": "lt-0a1b2c3d"}}),
        ),
    ),
)
