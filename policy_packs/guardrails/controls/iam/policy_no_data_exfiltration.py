"""No policy reads all data or all secrets of an account."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, Grant, each_grant, harmless, in_every_place, listed, policy

_ACTIONS = (
    "s3:GetObject",
    "secretsmanager:GetSecretValue",
    "ssm:GetParameter",
    "ssm:GetParameters",
    "ssm:GetParametersByPath",
)


def _check_grant(grant: Grant) -> Iterator[str]:
    found = [action for action in _ACTIONS if grant.is_unlimited(action)]
    if found:
        yield f"reads what anybody stored; got {listed(found)} on all resources, expected the ones that are needed"


def _check(identity: Resource) -> Iterator[str]:
    yield from each_grant(identity, _check_grant)


_SECRETS = {"Action": ["s3:ListAllMyBuckets", "secretsmanager:GetSecretValue"], "Resource": "*"}

CONTROL = Control(
    id="iam.policy-no-data-exfiltration",
    title="No policy reads the data or the secrets of everybody",
    practices=("iam.least-privilege", "application.secrets"),
    severity=Severity.HIGH,
    why="One stolen session is then enough to carry away the objects, parameters and secrets of the whole account.",
    fix="limit the statement to the ARNs of the buckets, secrets or parameters that the work needs",
    rules=(ResourceRule(IDENTITY_POLICIES, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_288", "CKV_AWS_108"), Tool.TRIVY: ("AWS-0345",)},
    good=(
        *harmless(**_SECRETS),
        *(
            example(f"what the work needs: {resource}", policy({"Action": action, "Resource": resource}))
            for action, resource in (
                ("s3:GetObject", "arn:aws:s3:::artifacts/*"),
                ("s3:GetObject", "arn:aws:s3:::*-artifacts/*"),
                ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:payments/*"),
                ("ssm:GetParameters", "arn:aws:ssm:us-east-1:111122223333:parameter/payments/*"),
            )
        ),
        example("what shows no content", policy(_SECRETS | {"Action": ["s3:ListBucket", "ssm:DescribeParameters"]})),
        example(
            "secrets that carry a tag",
            policy(_SECRETS | {"Condition": {"StringEquals": {"secretsmanager:ResourceTag/team": "a"}}}),
        ),
        example("everything, which another control is about", policy(_SECRETS | {"Action": "*"})),
    ),
    bad=(
        *in_every_place(**_SECRETS),
        *(example(action, policy(_SECRETS | {"Action": action})) for action in _ACTIONS),
        *(
            example(f"all: {resource}", policy({"Action": action, "Resource": resource}))
            for action, resource in (
                ("s3:Get*", "arn:aws:s3:::*"),
                ("s3:GetObject*", "arn:aws:s3:::*/*"),
                ("secretsmanager:*", "arn:aws:secretsmanager:*:*:secret:*"),
                ("ssm:GetParam*", "arn:aws:ssm:us-east-1:111122223333:parameter/*"),
            )
        ),
        example("any object of the account", policy({"NotAction": "iam:*", "Resource": "*"})),
    ),
)
