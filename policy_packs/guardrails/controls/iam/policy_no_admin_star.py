"""No policy allows everything on everything."""

from collections.abc import Iterator

from .._documents import Statement
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, each_statement, harmless, in_every_place, is_administrator, policy


def _check_statement(statement: Statement) -> Iterator[str]:
    if is_administrator(statement):
        actions = f"NotAction {', '.join(statement.not_actions)}" if statement.not_actions else "every action"
        yield f"grants administrator access; got Allow of {actions} on all resources, expected less"


def _check(identity: Resource) -> Iterator[str]:
    yield from each_statement(identity, _check_statement)


_EVERYTHING = {"Action": "*", "Resource": "*"}
_OF_TEAM = {"StringEquals": {"aws:ResourceTag/team": "a"}}

CONTROL = Control(
    id="iam.policy-no-admin-star",
    title="No policy allows everything on everything",
    practices=("iam.least-privilege", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    tier=Tier.MINIMAL,
    why="Whoever takes over an identity with such a policy owns the account.",
    fix="list the actions and the resources that the work needs",
    rules=(ResourceRule(IDENTITY_POLICIES, _check),),
    detection=(ConfigRule("IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS"), SecurityHubControl("IAM.1")),
    frameworks={
        Framework.FSBP: ("IAM.1",),
        Framework.CIS_3_0: ("1.16",),
        Framework.CIS_5_0: ("1.15",),
        Framework.CIS_7_0: ("2.14",),
    },
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_62", "CKV_AWS_63", "CKV_AWS_1", "CKV2_AWS_40"),
        Tool.CONTROL_TOWER: ("IAM.PR.1", "IAM.PR.2"),
    },
    good=(
        *harmless(**_EVERYTHING),
        example("some actions on all resources", policy({"Action": ["ec2:*", "s3:*", "iam:*"], "Resource": "*"})),
        example("all actions on some resources", policy({"Action": "*", "Resource": "arn:aws:s3:::artifacts/*"})),
        example("all actions of no resource", policy({"Action": "*", "Resource": []})),
        example("everything, on resources of the team", policy(_EVERYTHING | {"Condition": _OF_TEAM})),
        example(
            "everything, for callers of one tag or another",
            policy(
                _EVERYTHING | {"Condition": {"ForAnyValue:StringEquals": {"aws:PrincipalTag/duty": ["owner", "lead"]}}}
            ),
        ),
    ),
    bad=(
        *in_every_place(**_EVERYTHING),
        example("written with more stars", policy({"Action": ["*:*"], "Resource": ["arn:aws:*:*:*:*"]})),
        example("everything but one harmless thing", policy({"NotAction": "aws-portal:ViewBilling", "Resource": "*"})),
        example("everything but one resource", policy({"Action": "*", "NotResource": "arn:aws:s3:::artifacts"})),
        *(
            example(what, policy(_EVERYTHING | {"Condition": condition}))
            for what, condition in (
                ("a condition on the connection", {"Bool": {"aws:SecureTransport": "true"}}),
                ("a condition that missing tags satisfy", {"StringEqualsIfExists": {"aws:ResourceTag/team": "a"}}),
                ("a condition that excludes", {"StringNotEquals": {"aws:ResourceTag/team": "a"}}),
                ("any value of a tag", {"StringLike": {"aws:ResourceTag/team": "*"}}),
                ("one value of a tag, or any", {"StringLike": {"aws:ResourceTag/team": ["a", "*"]}}),
                ("any network", {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}),
                ("no value at all", {"StringEquals": {"aws:ResourceTag/team": []}}),
            )
        ),
        example("beside a harmless statement", policy({"Action": "s3:Get*", "Resource": "*"}, _EVERYTHING)),
    ),
)
