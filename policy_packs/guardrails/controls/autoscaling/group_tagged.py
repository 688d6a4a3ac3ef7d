"""Auto Scaling groups tag what they launch."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import GROUP


def _check(group: Resource) -> Iterator[str]:
    if not group.blocks("tags"):
        yield "nobody can tell whose instances they are; got no tags, expected at least one"


CONTROL = Control(
    id="autoscaling.group-tagged",
    title="Auto Scaling groups tag what they launch",
    practices=("compliance.access-audit", "advisor.trusted-advisor"),
    severity=Severity.LOW,
    why="Machines come and go; without the group's tags no bill, patch or incident finds their owner.",
    fix="give the group tags with propagateAtLaunch true",
    tier=Tier.REGULATED,
    rules=(ResourceRule((GROUP,), _check),),
    detection=(SecurityHubControl("AutoScaling.10"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_153",), Tool.SECURITY_HUB: ("AutoScaling.10",)},
    good=(
        example(
            "a tag",
            Given(GROUP, {"maxSize": 4, "tags": [{"key": "owner", "value": "web", "propagateAtLaunch": True}]}),
        ),
    ),
    bad=(
        example("everything omitted but the sizes", Given(GROUP, {"minSize": 2, "maxSize": 4})),
        example("an empty list", Given(GROUP, {"maxSize": 4, "tags": []})),
    ),
)
