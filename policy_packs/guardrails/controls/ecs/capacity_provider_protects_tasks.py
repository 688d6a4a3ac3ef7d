"""Capacity providers don't end instances that run tasks."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource

_PROVIDER = "aws:ecs/capacityProvider:CapacityProvider"


def _check(provider: Resource) -> Iterator[str]:
    yield from each(provider.blocks("autoScalingGroupProvider"), _check_group)


def _check_group(group: Block) -> Iterator[str]:
    if group.text("managedTerminationProtection") != "ENABLED":
        yield (
            f"instances end with tasks on them; got {group.path('managedTerminationProtection')} "
            f"{group.text('managedTerminationProtection') or 'missing'}, expected ENABLED"
        )


def _provider(**group: str) -> Given:
    arn = "arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:1:autoScalingGroupName/web"
    return Given(_PROVIDER, {"autoScalingGroupProvider": {"autoScalingGroupArn": arn, **group}})


CONTROL = Control(
    id="ecs.capacity-provider-protects-tasks",
    title="Capacity providers don't end instances that run tasks",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A group that shrinks picks any instance, and ends the requests that its tasks are answering.",
    fix="set managedTerminationProtection to ENABLED, and protect the group's instances from scaling in",
    rules=(ResourceRule((_PROVIDER,), _check),),
    detection=(ConfigRule("ECS_CAPACITY_PROVIDER_TERMINATION_CHECK"), SecurityHubControl("ECS.19")),
    frameworks={Framework.FSBP: ("ECS.19",)},
    good=(
        example("everything omitted, so no group", Given(_PROVIDER)),
        example("protected", _provider(managedTerminationProtection="ENABLED")),
    ),
    bad=(
        example("a group that does not say", _provider()),
        example("not protected", _provider(managedTerminationProtection="DISABLED")),
    ),
)
