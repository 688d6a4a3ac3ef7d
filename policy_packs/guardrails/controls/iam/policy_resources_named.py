"""Policies name the resources of every action that can be limited to some."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, Grant, each_grant, harmless, in_every_place, listed, policy


def _check_grant(grant: Grant) -> Iterator[str]:
    if not grant.statement.covers_every_resource():
        return
    if found := grant.limitable():
        yield f"is about all resources where it could name some; got {listed(found)} on all, expected their ARNs"


def _check(identity: Resource) -> Iterator[str]:
    yield from each_grant(identity, _check_grant)


_DESCRIBE = {"Action": ["ec2:Describe*"], "Resource": "*"}
_OF_TEAM = {"StringEquals": {"ec2:ResourceTag/team": "a"}}

CONTROL = Control(
    id="iam.policy-resources-named",
    title="Policies name the resources of every action that can be limited to some",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="What may be read tells an intruder where to go next, and nobody can see from * what the work needs.",
    fix="limit the statement to ARNs, and put the actions that only take * into a statement of their own",
    rules=(ResourceRule(IDENTITY_POLICIES, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_355", "CKV_AWS_356"), Tool.TRIVY: ("AWS-0057",)},
    good=(
        *harmless(**_DESCRIBE),
        example("some resources", policy(_DESCRIBE | {"Resource": "arn:aws:ec2:us-east-1:111122223333:instance/*"})),
        example("what no ARN can limit", policy(_DESCRIBE | {"Action": ["s3:ListAllMyBuckets", "iam:ListRoles"]})),
        example("what carries a tag", policy(_DESCRIBE | {"Condition": _OF_TEAM})),
        example("everything, which another control is about", policy(_DESCRIBE | {"Action": "*"})),
        example("denied again", policy(_DESCRIBE, {"Effect": "Deny", "Action": "ec2:*", "Resource": "*"})),
    ),
    bad=(
        *in_every_place(**_DESCRIBE),
        example("one action", policy({"Action": "s3:GetBucketLocation", "Resource": "*"})),
        example("all resources but one", policy({"Action": "s3:ListBucket", "NotResource": "arn:aws:s3:::private"})),
    ),
)
