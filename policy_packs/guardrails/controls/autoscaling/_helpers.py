"""Auto Scaling groups, and how they say which instances to launch."""

from .._properties import Block

GROUP = "aws:autoscaling/group:Group"
CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration"


def overrides(group: Block) -> list[Block]:
    """The kinds of instances that a group with a mix of them may launch."""
    return group.block("mixedInstancesPolicy").block("launchTemplate").blocks("overrides")
