"""Instances work under a role."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_INSTANCE = "aws:ec2/instance:Instance"


def _check(instance: Resource) -> Iterator[str]:
    # A launch template can name the profile as well.
    if "iamInstanceProfile" not in instance and "launchTemplate" not in instance:
        yield "programs on it need keys to call AWS; got no iamInstanceProfile, expected one"


_BARE = {"ami": "ami-0123456789abcdef0", "instanceType": "t3.micro"}

CONTROL = Control(
    id="iam.instance-profile-attached",
    title="Instances work under a role",
    practices=("iam.least-privilege", "application.secrets"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Where no role is at hand, somebody puts keys into a file of the instance.",
    fix="set iamInstanceProfile to a profile with the role that the instance needs",
    rules=(ResourceRule((_INSTANCE,), _check),),
    frameworks={
        Framework.CIS_3_0: ("1.18",),
        Framework.CIS_5_0: ("1.17",),
        Framework.CIS_7_0: ("2.16",),
    },
    equivalents={Tool.CHECKOV: ("CKV2_AWS_41",)},
    good=(
        example("a profile", Given(_INSTANCE, _BARE | {"iamInstanceProfile": "web"})),
        example("a template that may name one", Given(_INSTANCE, _BARE | {"launchTemplate": {"name": "web"}})),
    ),
    bad=(
        example("everything omitted", Given(_INSTANCE)),
        example("no profile", Given(_INSTANCE, _BARE)),
    ),
)
