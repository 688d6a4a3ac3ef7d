"""No policy allows everything that a service can do, on all of its resources."""

from collections.abc import Iterator

from .._documents import Statement, statements
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import (
    IDENTITY_POLICIES,
    ROLE,
    Grant,
    each_grant,
    harmless,
    in_every_place,
    is_any_resource,
    named,
    policy,
    trust,
)


def _services(statement: Statement) -> list[str]:
    """The actions that are whole services, such as s3:*."""
    return [action for action in statement.actions if action.endswith("*") and not action.rpartition(":")[2].strip("*")]


def _check_grant(grant: Grant) -> Iterator[str]:
    found = [action for action in _services(grant.statement) if is_any_resource(grant.statement, action)]
    if found:
        yield f"grants whole services; got {', '.join(found)} on all resources, expected the actions that are needed"


def _check(identity: Resource) -> Iterator[str]:
    yield from each_grant(identity, _check_grant)


def _check_trust(role: Resource) -> Iterator[str]:
    for name, statement in named(statements(role, "assumeRolePolicy")):
        found = _services(statement)
        if statement.allows and found:
            yield (
                f"assumeRolePolicy: {name} lets in by every way there is; got {', '.join(found)}, "
                "expected the one action that is needed, such as sts:AssumeRole"
            )


_S3 = {"Action": "s3:*", "Resource": "*"}

CONTROL = Control(
    id="iam.policy-no-service-wildcard",
    title="No policy allows everything that a service can do",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="Work needs few of a service's actions; the others delete its resources or open them to strangers.",
    fix="list the actions that the work needs, or limit the statement to named resources",
    rules=(ResourceRule(IDENTITY_POLICIES, _check), ResourceRule((ROLE,), _check_trust)),
    detection=(ConfigRule("IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS"), SecurityHubControl("IAM.21")),
    frameworks={Framework.FSBP: ("IAM.21",)},
    equivalents={Tool.CONTROL_TOWER: ("IAM.PR.3", "IAM.PR.5"), Tool.TRIVY: ("AWS-0057",)},
    good=(
        *harmless(**_S3),
        example("some actions", policy(_S3 | {"Action": ["s3:Get*", "s3:ListBucket"]})),
        example("no name of an action", policy(_S3 | {"Action": ["s3:", "s3"]})),
        example("a service on named resources", policy(_S3 | {"Resource": "arn:aws:s3:::artifacts/*"})),
        example("a service on all resources of another", policy(_S3 | {"Resource": "arn:aws:sqs:*:*:*"})),
        example("everything, which another control is about", policy(_S3 | {"Action": ["*", "s3:*"]})),
        example("what carries a tag", policy(_S3 | {"Condition": {"StringEquals": {"aws:ResourceTag/team": "a"}}})),
        example("everything on named resources", policy({"Action": "*", "Resource": "arn:aws:s3:::*"})),
        example("a trust", trust({"Service": "ec2.amazonaws.com"}, Action=["sts:AssumeRole", "sts:TagSession"])),
        example("a trust that denies", trust("*", Effect="Deny", Action="sts:*")),
    ),
    bad=(
        *in_every_place(**_S3),
        example("with more stars", policy(_S3 | {"Action": "s3:**"})),
        example("among other actions", policy(_S3 | {"Action": ["ec2:Describe*", "dynamodb:*"]})),
        example("services of one prefix", policy(_S3 | {"Action": "elastic*:*"})),
        example("all resources of the service", policy(_S3 | {"Resource": ["arn:aws:s3:::*", "arn:aws:s3:::*/*"]})),
        example(
            "all its resources in the account",
            policy({"Action": "dynamodb:*", "Resource": "arn:aws:dynamodb:*:111122223333:table/*"}),
        ),
        example("all resources but one", policy({"Action": "s3:*", "NotResource": "arn:aws:s3:::private"})),
        example("in the second statement", policy({"Action": "s3:GetObject", "Resource": "*"}, _S3)),
        example("a trust in all ways", trust({"Service": "ec2.amazonaws.com"}, Action="sts:*")),
        example("a trust in whatever there is", trust({"Service": "ec2.amazonaws.com"}, Action="*")),
    ),
)
