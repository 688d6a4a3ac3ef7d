"""No policy lets its holder pass any role to any service."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, Grant, each_grant, harmless, in_every_place, policy


def _check_grant(grant: Grant) -> Iterator[str]:
    if grant.is_unlimited("iam:PassRole"):
        yield (
            "lets its holder use every role of the account; got iam:PassRole on all roles, "
            "expected the roles to pass, or the services in iam:PassedToService"
        )


def _check(identity: Resource) -> Iterator[str]:
    yield from each_grant(identity, _check_grant)


_PASS = {"Action": ["lambda:CreateFunction", "iam:PassRole"], "Resource": "*"}
_TO_LAMBDA = {"iam:PassedToService": "lambda.amazonaws.com"}

CONTROL = Control(
    id="iam.policy-no-passrole-star",
    title="No policy lets its holder pass any role to any service",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Who can start something with any role has the permissions of the most powerful one.",
    fix="limit iam:PassRole to the ARNs of the roles to pass, or to services with iam:PassedToService",
    rules=(ResourceRule(IDENTITY_POLICIES, _check),),
    equivalents={Tool.TRIVY: ("AWS-0342",)},
    good=(
        *harmless(**_PASS),
        *(
            example(what, policy(_PASS | {"Resource": f"arn:aws:iam::111122223333:role/{role}"}))
            for what, role in (("one role", "function"), ("roles under a path", "functions/*"), ("a prefix", "fn-*"))
        ),
        example("any role, to one service", policy(_PASS | {"Condition": {"StringEquals": _TO_LAMBDA}})),
        example("all resources of another service", policy(_PASS | {"Resource": "arn:aws:lambda:*:*:function:*"})),
        example("other actions on all resources", policy(_PASS | {"Action": ["iam:Get*", "lambda:CreateFunction"]})),
        example("everything, which another control is about", policy(_PASS | {"Action": "*"})),
        example("denied again", policy(_PASS, {"Effect": "Deny", "Action": "iam:PassRole", "Resource": "*"})),
    ),
    bad=(
        *in_every_place(**_PASS),
        *(
            example(f"all roles: {resource}", policy(_PASS | {"Resource": ["arn:aws:s3:::a/*", resource]}))
            for resource in (
                "arn:aws:iam::111122223333:role/*",
                "arn:aws:iam::*:role/*",
                "arn:aws:iam::${aws:PrincipalAccount}:role/*",
                "arn:aws:iam::111122223333:*",
                "arn:aws:iam::*",
                "arn:*",
            )
        ),
        example("among all actions of IAM", policy(_PASS | {"Action": "iam:*"})),
        example("among what an exception leaves", policy({"NotAction": "iam:Attach*", "Resource": "*"})),
        example(
            "any role but one",
            policy({"Action": "iam:PassRole", "NotResource": "arn:aws:iam::111122223333:role/admin"}),
        ),
        example(
            "any service",
            policy(_PASS | {"Condition": {"StringLike": {"iam:PassedToService": "*.amazonaws.com"}}}),
        ),
        example("any service but one", policy(_PASS | {"Condition": {"StringNotEquals": _TO_LAMBDA}})),
        example(
            "denied for some roles only",
            policy(_PASS, {"Effect": "Deny", "Action": "*", "Resource": "arn:aws:iam::111122223333:role/admin"}),
        ),
        example(
            "denied under a condition only",
            policy(
                _PASS,
                {
                    "Effect": "Deny",
                    "Action": "*",
                    "Resource": "*",
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                },
            ),
        ),
    ),
)
