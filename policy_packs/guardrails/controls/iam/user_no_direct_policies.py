"""Users get permissions through groups, never directly."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment"
_USER_ATTACHMENT = "aws:iam/userPolicyAttachment:UserPolicyAttachment"
_USER_POLICY = "aws:iam/userPolicy:UserPolicy"


def _check(policy: Resource) -> Iterator[str]:
    yield f"a user holds a policy directly; got {policy.name}, expected a group to hold it"


def _check_attachment(attachment: Resource) -> Iterator[str]:
    users = attachment.texts("users")
    if users:
        yield f"users hold a policy directly; got one for {', '.join(users)}, expected groups or roles to hold it"


_READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
_DOCUMENT = {"Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]}

CONTROL = Control(
    id="iam.user-no-direct-policies",
    title="Users get permissions through groups, never directly",
    practices=("iam.groups", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    enforced=True,
    why="Permissions that hang on one person are forgotten when the person's work changes.",
    fix="attach the policy to a group and add the user to it, or let people sign in through IAM Identity Center",
    rules=(
        ResourceRule((_USER_POLICY, _USER_ATTACHMENT), _check),
        ResourceRule((_ATTACHMENT,), _check_attachment),
    ),
    guardrails=(Guardrail(sid="DenyPoliciesOnUsers", actions=("iam:AttachUserPolicy", "iam:PutUserPolicy")),),
    detection=(ConfigRule("IAM_USER_NO_POLICIES_CHECK"), SecurityHubControl("IAM.2")),
    frameworks={
        Framework.FSBP: ("IAM.2",),
        Framework.CIS_3_0: ("1.15",),
        Framework.CIS_5_0: ("1.14",),
        Framework.CIS_7_0: ("2.13",),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_40",), Tool.CONTROL_TOWER: ("IAM.PR.4",), Tool.TRIVY: ("AWS-0143",)},
    good=(
        example(
            "a group's policy", Given("aws:iam/groupPolicy:GroupPolicy", {"group": "auditors", "policy": _DOCUMENT})
        ),
        example("attached to a group", Given(_ATTACHMENT, {"policyArn": _READ_ONLY, "groups": ["auditors"]})),
        example("attached to no user", Given(_ATTACHMENT, {"policyArn": _READ_ONLY, "users": []})),
        example("attached to a role", Given(_ATTACHMENT, {"policyArn": _READ_ONLY, "roles": ["auditor"]})),
    ),
    bad=(
        example("a policy of a user", Given(_USER_POLICY, {"user": "alice", "policy": _DOCUMENT})),
        example("everything omitted", Given(_USER_POLICY)),
        example("attached to a user", Given(_USER_ATTACHMENT, {"user": "alice", "policyArn": _READ_ONLY})),
        example(
            "attached to a group and a user",
            Given(_ATTACHMENT, {"policyArn": _READ_ONLY, "groups": ["auditors"], "users": ["alice"]}),
        ),
    ),
)
