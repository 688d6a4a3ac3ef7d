"""No policy allows everything on everything."""

from collections.abc import Iterator

from .._documents import Statement
from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, POLICY, ROLE, ROLE_POLICY, document, each_statement, means_everything, named


def _is_limited_by_tags(statement: Statement) -> bool:
    return any(
        operator in ("stringequals", "stringlike") and key.lower().startswith("aws:resourcetag/") and "*" not in values
        for operator, key, values in statement.conditions
    )


def _check_statement(statement: Statement) -> Iterator[str]:
    if statement.allows and means_everything(statement) and not _is_limited_by_tags(statement):
        actions = f"NotAction {', '.join(statement.not_actions)}" if statement.not_actions else "every action"
        yield f"{named(statement)} grants administrator access; got Allow of {actions} on all resources, expected less"


def _check(identity: Resource) -> Iterator[str]:
    yield from each_statement(identity, _check_statement)


def _given(type: str = POLICY, **elements: object) -> Given:
    text = document({"Action": "*", "Resource": "*"} | elements)
    if type == ROLE:
        return Given(ROLE, {"name": "deploy", "inlinePolicies": [{"name": "inline", "policy": text}]})
    return Given(type, {"name": "deploy", "policy": text} | ({"role": "deploy"} if type == ROLE_POLICY else {}))


CONTROL = Control(
    id="iam.policy-no-admin-star",
    title="No policy allows everything on everything",
    practices=("iam.least-privilege", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
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
    good=(
        example("a role without inline policies", Given(ROLE, {"name": "deploy"})),
        example("some actions on all resources", _given(Action=["ec2:Describe*", "s3:ListAllMyBuckets"])),
        example("all actions on some resources", _given(Resource="arn:aws:s3:::artifacts/*")),
        example(
            "everything, on resources of the team", _given(Condition={"StringEquals": {"aws:ResourceTag/team": "a"}})
        ),
        example("a deny of everything", _given(Effect="Deny")),
    ),
    bad=(
        example("everything on everything", _given()),
        example("in an inline policy of a role", _given(ROLE)),
        example("in a policy of its own for a role", _given(ROLE_POLICY)),
        example("written with more stars", _given(Action=["*:*"], Resource=["arn:aws:*:*:*:*"])),
        example("everything but one harmless thing", _given(Action=None, NotAction="aws-portal:ViewBilling")),
        example("everything but one resource", _given(Resource=None, NotResource="arn:aws:s3:::artifacts")),
        example("a condition that limits nothing", _given(Condition={"Bool": {"aws:SecureTransport": "true"}})),
        example(
            "beside a harmless statement",
            Given(
                POLICY, {"policy": document({"Action": "s3:Get*", "Resource": "*"}, {"Action": "*", "Resource": "*"})}
            ),
        ),
    ),
)
