"""No policy allows every action, not even on some resources."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, Grant, each_grant, harmless, in_every_place, policy


def _check_grant(grant: Grant) -> Iterator[str]:
    stars = [action for action in grant.statement.actions if action and not action.strip("*:")]
    if stars:
        yield f"grants whatever there is to do with its resources; got Action {stars[0]}, expected the actions needed"


def _check(identity: Resource) -> Iterator[str]:
    yield from each_grant(identity, _check_grant)


_BUCKET = {"Action": "*", "Resource": "arn:aws:s3:::artifacts/*"}

CONTROL = Control(
    id="iam.policy-no-action-star",
    title="No policy allows every action, not even on some resources",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="Among all actions are those that delete the resource or open it to others, and those that come tomorrow.",
    fix="list the actions that the work needs",
    rules=(ResourceRule(IDENTITY_POLICIES, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_63", "CKV_AWS_49")},
    good=(
        *harmless(**_BUCKET),
        example("named actions", policy(_BUCKET | {"Action": ["s3:GetObject", "s3:Put*"]})),
        example("all actions of one service", policy(_BUCKET | {"Action": "s3:*"})),
        example("no action", policy(_BUCKET | {"Action": ""})),
        example("everything on everything, which another control is about", policy({"Action": "*", "Resource": "*"})),
        example(
            "on what carries the team's tag",
            policy(_BUCKET | {"Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/team": "a"}}}),
        ),
    ),
    bad=(
        *in_every_place(**_BUCKET),
        example("written with more stars", policy(_BUCKET | {"Action": "*:*"})),
        example("beside actions that are named", policy(_BUCKET | {"Action": ["s3:GetObject", "**"]})),
        example("in the second statement", policy(_BUCKET | {"Action": "s3:GetObject"}, _BUCKET)),
    ),
)
