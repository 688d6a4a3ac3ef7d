"""The account blocks EMR clusters whose security groups are open to everybody."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_ACCOUNT = "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration"


def _check(account: Resource) -> Iterator[str]:
    if not account.flag("blockPublicSecurityGroupRules"):
        yield "clusters may be open to everybody; got blockPublicSecurityGroupRules false, expected true"


def _mend(account: Resource) -> dict[str, bool]:
    return {"blockPublicSecurityGroupRules": True} if any(_check(account)) else {}


CONTROL = Control(
    id="emr.public-access-blocked",
    title="The account blocks EMR clusters whose security groups are open to everybody",
    practices=("network.security-groups", "network.private-subnets"),
    severity=Severity.CRITICAL,
    why="The web interfaces of a cluster ask nobody for a password, and run what they are given.",
    fix="set blockPublicSecurityGroupRules to true",
    rules=(ResourceRule((_ACCOUNT,), _check, _mend),),
    detection=(ConfigRule("EMR_BLOCK_PUBLIC_ACCESS"), SecurityHubControl("EMR.2")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("EMR.2",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_390",)},
    good=(example("blocked", Given(_ACCOUNT, {"blockPublicSecurityGroupRules": True})),),
    bad=(
        example("everything omitted", Given(_ACCOUNT)),
        example("let in", Given(_ACCOUNT, {"blockPublicSecurityGroupRules": False})),
    ),
)
