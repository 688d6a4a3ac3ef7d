"""Instances have a role."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import INSTANCE, SPOT


def _check(instance: Resource) -> Iterator[str]:
    if "iamInstanceProfile" not in instance and "launchTemplate" not in instance:
        yield "programs on the instance need keys of a user; got no iamInstanceProfile, expected one"


_PROFILE = Given("aws:iam/instanceProfile:InstanceProfile", {"name": "web"}, name="profile")

CONTROL = Control(
    id="ec2.instance-has-role",
    title="Instances have a role",
    practices=("iam.least-privilege", "patching.patch-manager"),
    severity=Severity.LOW,
    why="Without a role, long-lived keys end up on the disk, and Systems Manager can't patch the machine.",
    fix="set iamInstanceProfile to a profile with the permissions of Systems Manager",
    tier=Tier.REGULATED,
    rules=(ResourceRule((INSTANCE, SPOT), _check),),
    detection=(ConfigRule("EC2_INSTANCE_PROFILE_ATTACHED"),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_41",)},
    good=(
        example("a role", Given(INSTANCE, {"iamInstanceProfile": "web"})),
        example("a role that is made beside it", _PROFILE, Given(INSTANCE, {"iamInstanceProfile": Ref("profile")})),
        example("the template of the instance decides", Given(INSTANCE, {"launchTemplate": {"id": "lt-0a1b2c3d"}})),
    ),
    bad=tuple(example(f"everything omitted: {type}", Given(type)) for type in (INSTANCE, SPOT)),
)
