"""Roles that services assume on behalf of others' resources say whose resources these may be.

Source: the page on preventing the cross-service confused deputy in each service's user guide.
"""

from collections.abc import Iterator

from .._documents import statements
from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import ROLE, document, named, narrowing_keys, trust

# Services that tell IAM for whose resource they assume a role; the others' roles would break by such a condition.
_TELLING_SERVICES = [
    "bedrock.amazonaws.com",
    "cloudformation.amazonaws.com",
    "codebuild.amazonaws.com",
    "datasync.amazonaws.com",
    "dlm.amazonaws.com",
    "iot.amazonaws.com",
    "personalize.amazonaws.com",
    "pipes.amazonaws.com",
    "scheduler.amazonaws.com",
    "ssm.amazonaws.com",
    "states.amazonaws.com",
    "transfer.amazonaws.com",
    "vpc-flow-logs.amazonaws.com",
]
_SOURCES = {"aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"}


def _check(role: Resource) -> Iterator[str]:
    for name, statement in named(statements(role, "assumeRolePolicy")):
        services = [value for _, value in statement.principals if value in role.parameters["services"]]
        if statement.allows and services and not narrowing_keys(statement) & _SOURCES:
            yield (
                f"another account's resource can have the service use the role; got {', '.join(services)} in {name}"
                f" without a source, expected aws:SourceAccount or aws:SourceArn"
            )


_SCHEDULER = {"Service": "scheduler.amazonaws.com"}

CONTROL = Control(
    id="iam.role-trust-confused-deputy",
    title="Roles for services say whose resources the services may act for",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="A service serves every account: without its source, somebody else's resource may be what it acts for.",
    fix="add a condition on aws:SourceAccount or aws:SourceArn to the statement of assumeRolePolicy",
    rules=(ResourceRule((ROLE,), _check),),
    parameters={
        "services": Parameter(
            _TELLING_SERVICES,
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "The service principals that are judged: those that send aws:SourceAccount or "
                "aws:SourceArn when they assume a role.",
            },
        )
    },
    good=(
        example("everything omitted", Given(ROLE)),
        example("its account", trust(_SCHEDULER, Condition={"StringEquals": {"aws:SourceAccount": "111122223333"}})),
        example(
            "its resources",
            trust(
                _SCHEDULER,
                Condition={"ArnLike": {"aws:SourceArn": "arn:aws:scheduler:us-east-1:111122223333:schedule-group/*"}},
            ),
        ),
        example("its organization", trust(_SCHEDULER, Condition={"StringEquals": {"aws:SourceOrgID": "o-a1b2c3d4e5"}})),
        example(
            "units of its organization",
            trust(_SCHEDULER, Condition={"ForAnyValue:StringLike": {"aws:SourceOrgPaths": "o-a1b2c3d4e5/r-ab12/*"}}),
        ),
        example("a service that doesn't say", trust({"Service": "ec2.amazonaws.com"})),
        example("no service", trust({"AWS": "arn:aws:iam::111122223333:role/ci"})),
        example("a deny", trust(_SCHEDULER, Effect="Deny")),
        example("a service that isn't in the list", trust(_SCHEDULER), services=["states.amazonaws.com"]),
    ),
    bad=(
        example("no condition", trust(_SCHEDULER)),
        example("among others", trust({"Service": ["ec2.amazonaws.com", "states.amazonaws.com"]})),
        example("any account", trust(_SCHEDULER, Condition={"StringLike": {"aws:SourceAccount": "*"}})),
        example(
            "every account but one",
            trust(_SCHEDULER, Condition={"StringNotEquals": {"aws:SourceAccount": "111122223333"}}),
        ),
        example(
            "every account but one, for one of its services",
            trust(
                _SCHEDULER,
                Condition={
                    "StringNotEquals": {"aws:SourceAccount": "111122223333"},
                    "StringEquals": {"aws:PrincipalServiceName": "scheduler.amazonaws.com"},
                },
            ),
        ),
        example(
            "another condition",
            trust(_SCHEDULER, Condition={"StringEquals": {"aws:PrincipalServiceName": "scheduler.amazonaws.com"}}),
        ),
        example("a service that is added", trust({"Service": "ec2.amazonaws.com"}), services=["ec2.amazonaws.com"]),
        example(
            "in the second statement",
            Given(
                ROLE,
                {
                    "assumeRolePolicy": document(
                        {"Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"},
                        {"Principal": _SCHEDULER, "Action": "sts:AssumeRole"},
                    )
                },
            ),
        ),
    ),
)
