"""No policy lets its holder assume any role."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, Grant, each_grant, harmless, in_every_place, policy


def _check_grant(grant: Grant) -> Iterator[str]:
    if grant.is_unlimited("sts:AssumeRole"):
        yield "lets its holder take on whatever role trusts it; got sts:AssumeRole on all roles, expected their ARNs"


def _check(identity: Resource) -> Iterator[str]:
    yield from each_grant(identity, _check_grant)


_ASSUME = {"Action": ["sts:GetCallerIdentity", "sts:AssumeRole"], "Resource": "*"}

CONTROL = Control(
    id="iam.policy-no-assume-any-role",
    title="No policy lets its holder assume any role",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="Many roles trust a whole account: the policy is then all that keeps its holder from the mightiest of them.",
    fix="limit sts:AssumeRole to the ARNs of the roles to assume",
    rules=(ResourceRule(IDENTITY_POLICIES, _check),),
    equivalents={Tool.TRIVY: ("AWS-0057",)},
    good=(
        *harmless(**_ASSUME),
        example("one role", policy(_ASSUME | {"Resource": "arn:aws:iam::111122223333:role/deploy"})),
        example("a role of that name in every account", policy(_ASSUME | {"Resource": "arn:aws:iam::*:role/deploy"})),
        example(
            "any role of the organization",
            policy(_ASSUME | {"Condition": {"StringEquals": {"aws:ResourceOrgID": "o-a1b2c3d4e5"}}}),
        ),
        example("other actions of STS", policy(_ASSUME | {"Action": ["sts:GetCallerIdentity", "sts:TagSession"]})),
        example("everything, which another control is about", policy(_ASSUME | {"Action": "*"})),
    ),
    bad=(
        *in_every_place(**_ASSUME),
        example("all actions of STS", policy(_ASSUME | {"Action": "sts:*"})),
        example("all roles of an account", policy(_ASSUME | {"Resource": "arn:aws:iam::111122223333:role/*"})),
        example("a pattern", policy(_ASSUME | {"Action": "sts:Assume*"})),
    ),
)
