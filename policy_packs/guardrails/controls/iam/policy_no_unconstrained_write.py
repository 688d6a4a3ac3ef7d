"""No policy writes to all resources where it could name them."""

from collections.abc import Iterator

from .._actions import WRITE
from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, Grant, each_grant, harmless, in_every_place, listed, policy

# The data set that it can be limited to is one that most metrics don't belong to.
_HARDLY_BOUND = {"cloudwatch:PutMetricData"}


def _check_grant(grant: Grant) -> Iterator[str]:
    if not grant.statement.covers_every_resource():
        return
    if found := set(grant.limitable(WRITE)) - _HARDLY_BOUND:
        yield f"changes or deletes what anybody made; got {listed(found)} on all resources, expected their ARNs"


def _check(identity: Resource) -> Iterator[str]:
    yield from each_grant(identity, _check_grant)


_DELETE = {"Action": ["s3:ListBucket", "dynamodb:DeleteTable"], "Resource": "*"}

CONTROL = Control(
    id="iam.policy-no-unconstrained-write",
    title="No policy writes to all resources where it could name them",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="A mistake, or a stolen session, then changes and deletes what belongs to other applications.",
    fix="limit the statement to the ARNs of the resources, or to those that carry a tag",
    rules=(ResourceRule(IDENTITY_POLICIES, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_290", "CKV_AWS_111")},
    good=(
        *harmless(**_DELETE),
        example("one bucket", policy({"Action": "s3:*", "Resource": "arn:aws:s3:::artifacts"})),
        example("the log groups of an account", policy({"Action": "logs:*", "Resource": "arn:aws:logs:*:*:*"})),
        example(
            "what no ARN can limit", policy(_DELETE | {"Action": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]})
        ),
        example("metrics", policy(_DELETE | {"Action": "cloudwatch:PutMetricData"})),
        example("reading", policy(_DELETE | {"Action": ["s3:Get*", "ec2:Describe*", "dynamodb:List*"]})),
        example("permissions, which another control is about", policy(_DELETE | {"Action": "s3:PutBucketPolicy"})),
        example("what carries a tag", policy(_DELETE | {"Condition": {"StringEquals": {"aws:ResourceTag/team": "a"}}})),
        example("everything, which another control is about", policy(_DELETE | {"Action": "*"})),
        example("denied again", policy(_DELETE, {"Effect": "Deny", "Action": "dynamodb:Delete*", "Resource": "*"})),
    ),
    bad=(
        *in_every_place(**_DELETE),
        example("all actions of a service", policy(_DELETE | {"Action": "s3:*"})),
        example(
            "all resources but one",
            policy({"Action": "dynamodb:DeleteTable", "NotResource": "arn:aws:dynamodb:*:*:table/a"}),
        ),
        example("all actions but some", policy({"NotAction": "iam:*", "Resource": "*"})),
    ),
)
