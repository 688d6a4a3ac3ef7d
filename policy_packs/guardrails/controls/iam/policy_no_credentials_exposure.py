"""No policy hands out other identities' credentials."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, Grant, each_grant, harmless, in_every_place, listed, policy

# Actions whose answer, or whose effect, is a way to sign in as somebody or to something else. Those that only take *
# as the resource are left out, since nobody can limit them.
_ACTIONS = (
    "codeartifact:GetAuthorizationToken",
    "connect:GetFederationToken",
    "ec2:GetPasswordData",
    "gamelift:RequestUploadCredentials",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateServiceSpecificCredential",
    "iam:ResetServiceSpecificCredential",
    "iam:UpdateAccessKey",
    "iam:UpdateLoginProfile",
    "lightsail:GetInstanceAccessDetails",
    "lightsail:GetRelationalDatabaseMasterUserPassword",
    "mediapackage:RotateChannelCredentials",
    "mediapackage:RotateIngestEndpointCredentials",
    "rds-db:connect",
    "redshift-serverless:GetCredentials",
    "redshift:GetClusterCredentials",
    "redshift:GetClusterCredentialsWithIAM",
    "sts:GetFederationToken",
)


def _check_grant(grant: Grant) -> Iterator[str]:
    found = [action for action in _ACTIONS if grant.is_unlimited(action)]
    if found:
        yield f"hands out others' credentials; got {listed(found)} on all resources, expected the ones that are needed"


def _check(identity: Resource) -> Iterator[str]:
    yield from each_grant(identity, _check_grant)


_KEYS = {"Action": ["s3:ListBucket", "iam:CreateAccessKey"], "Resource": "*"}

CONTROL = Control(
    id="iam.policy-no-credentials-exposure",
    title="No policy hands out the credentials of all other identities",
    practices=("iam.least-privilege", "application.secrets"),
    severity=Severity.HIGH,
    why="Whoever can have a key, a password or a token made for anybody works under that one's name.",
    fix="limit the statement to the ARNs of the identities, databases or instances whose credentials are needed",
    rules=(ResourceRule(IDENTITY_POLICIES, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_287", "CKV_AWS_107")},
    good=(
        *harmless(**_KEYS),
        example("keys of one's own", policy(_KEYS | {"Resource": "arn:aws:iam::111122223333:user/${aws:username}"})),
        example("a token that nobody can limit", policy(_KEYS | {"Action": "ecr:GetAuthorizationToken"})),
        example("what carries a tag", policy(_KEYS | {"Condition": {"StringEquals": {"aws:ResourceTag/team": "a"}}})),
        example("everything, which another control is about", policy(_KEYS | {"Action": "*"})),
    ),
    bad=(
        *in_every_place(**_KEYS),
        *(example(action, policy(_KEYS | {"Action": action})) for action in _ACTIONS),
        example("all users of the account", policy(_KEYS | {"Resource": "arn:aws:iam::111122223333:user/*"})),
        example("among all actions of a service", policy(_KEYS | {"Action": "iam:*"})),
    ),
)
