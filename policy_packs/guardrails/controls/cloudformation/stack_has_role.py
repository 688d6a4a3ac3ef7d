"""Stacks are deployed with a role of their own."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import STACK


def _check(stack: Resource) -> Iterator[str]:
    if "iamRoleArn" not in stack:
        yield "the stack does what its deployer may do; got no iamRoleArn, expected a role for what it contains"


_ROLE = "arn:aws:iam::111122223333:role/shop-stack"

CONTROL = Control(
    id="cloudformation.stack-has-role",
    title="Stacks are deployed with a role of their own",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Without a role of its own, who may deploy one stack needs the rights for everything in all of them.",
    fix="set iamRoleArn",
    rules=(ResourceRule((STACK,), _check),),
    detection=(ConfigRule("CLOUDFORMATION_STACK_SERVICE_ROLE_CHECK"), SecurityHubControl("CloudFormation.4")),
    frameworks={Framework.FSBP: ("CloudFormation.4",)},
    good=(
        example("a role", Given(STACK, {"name": "shop", "iamRoleArn": _ROLE})),
        example(
            "a role that isn't known yet",
            Given("aws:iam/role:Role", {"assumeRolePolicy": {"Version": "2012-10-17", "Statement": []}}, name="role"),
            Given(STACK, {"name": "shop", "iamRoleArn": Ref("role", "arn")}),
        ),
    ),
    bad=(example("everything omitted", Given(STACK)),),
)
