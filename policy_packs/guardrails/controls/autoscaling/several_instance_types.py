"""Auto Scaling groups can launch several types of instances."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import GROUP, overrides


def _check(group: Resource) -> Iterator[str]:
    kinds = overrides(group)
    # Requirements stand for every type that meets them.
    if len(kinds) < 2 and not any("instanceRequirements" in kind for kind in kinds):
        yield f"the group waits when one type is sold out; got {len(kinds)} overrides of the type, expected two"


def _given(*kinds: dict[str, Any]) -> Given:
    template = {"launchTemplateSpecification": {"launchTemplateId": "lt-0a1b2c3d"}, "overrides": list(kinds)}
    return Given(GROUP, {"minSize": 2, "maxSize": 4, "mixedInstancesPolicy": {"launchTemplate": template}})


CONTROL = Control(
    id="autoscaling.several-instance-types",
    title="Auto Scaling groups can launch several types of instances",
    practices=("advisor.trusted-advisor", "compliance.well-architected"),
    severity=Severity.LOW,
    why="When a zone falls, everybody asks for the same type, and it is gone.",
    fix="give the group a mixedInstancesPolicy with at least two instance types",
    tier=Tier.REGULATED,
    rules=(ResourceRule((GROUP,), _check),),
    detection=(ConfigRule("AUTOSCALING_MULTIPLE_INSTANCE_TYPES"), SecurityHubControl("AutoScaling.6")),
    frameworks={Framework.FSBP: ("AutoScaling.6",)},
    good=(
        example("two types", _given({"instanceType": "m7g.large"}, {"instanceType": "m6g.large"})),
        example(
            "every type that is large enough",
            _given({"instanceRequirements": {"memoryMib": {"min": 8192}, "vcpuCount": {"min": 2}}}),
        ),
    ),
    bad=(
        example("everything omitted but the sizes", Given(GROUP, {"minSize": 2, "maxSize": 4})),
        example("one type", _given({"instanceType": "m7g.large"})),
    ),
)
