"""No policy changes who may do what, on all resources."""

from collections.abc import Iterator

from .._actions import PERMISSIONS_MANAGEMENT
from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, Grant, each_grant, harmless, in_every_place, listed, policy


def _check_grant(grant: Grant) -> Iterator[str]:
    if actions := listed(grant.unlimited(PERMISSIONS_MANAGEMENT)):
        yield f"changes who may do what; got {actions} on all resources, expected the ones that are needed"


def _check(identity: Resource) -> Iterator[str]:
    yield from each_grant(identity, _check_grant)


_POLICIES = {"Action": ["s3:ListBucket", "s3:PutBucketPolicy"], "Resource": "*"}
_OF_TEAM = {"StringEquals": {"aws:ResourceTag/team": "a"}}
_FOR_SERVICES = {"Bool": {"kms:GrantIsForAWSResource": "true"}}

CONTROL = Control(
    id="iam.policy-no-permissions-management-star",
    title="No policy changes the permissions on all resources",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="Whoever writes the policies of buckets, keys and roles can open them to anybody.",
    fix="limit the statement to the ARNs of the resources whose permissions the work changes",
    rules=(ResourceRule(IDENTITY_POLICIES, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_289", "CKV_AWS_109")},
    good=(
        *harmless(**_POLICIES),
        example("all actions on one bucket", policy({"Action": "s3:*", "Resource": "arn:aws:s3:::artifacts"})),
        example("actions of other kinds", policy(_POLICIES | {"Action": ["s3:Get*", "s3:DeleteObject", "ec2:Run*"]})),
        example("actions that AWS doesn't know", policy(_POLICIES | {"Action": "s3:PutNoPolicy"})),
        example("what no ARN can limit", policy(_POLICIES | {"Action": "ecr:PutRegistryPolicy"})),
        example("what carries a tag", policy(_POLICIES | {"Condition": _OF_TEAM})),
        example("grants for services", policy(_POLICIES | {"Action": "kms:CreateGrant", "Condition": _FOR_SERVICES})),
        example("everything, which another control is about", policy(_POLICIES | {"Action": "*"})),
        example("denied again", policy(_POLICIES, {"Effect": "Deny", "Action": "s3:Put*Policy", "Resource": "*"})),
    ),
    bad=(
        *in_every_place(**_POLICIES),
        example("all actions of IAM", policy(_POLICIES | {"Action": "iam:*"})),
        example("all resources of the service", policy(_POLICIES | {"Resource": "arn:aws:s3:::*"})),
        example("all actions but some", policy({"NotAction": "iam:*", "Resource": "*"})),
    ),
)
