"""No policy allows everything that IAM can do."""

from collections.abc import Iterator

from .._documents import covers, matches
from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, Grant, each_grant, harmless, in_every_place, policy


def _is_of_iam(pattern: str) -> bool:
    """Whether an ARN, or a pattern of ARNs, may be of IAM."""
    parts = [*pattern.split(":"), "*", "*"]
    return matches(parts[2], "iam")


def _check_grant(grant: Grant) -> Iterator[str]:
    statement = grant.statement
    found = [action for action in statement.actions if covers(action, "iam:*")]
    if (
        found
        and grant.allows("iam:CreateRole")
        and (statement.not_resources or any(map(_is_of_iam, statement.resources)))
    ):
        yield f"grants all of IAM; got {', '.join(found)}, expected the actions that are needed"


def _check(identity: Resource) -> Iterator[str]:
    yield from each_grant(identity, _check_grant)


_ALL = {"Action": "iam:*", "Resource": "*"}
_OWN = "arn:aws:iam::111122223333:user/${aws:username}"

CONTROL = Control(
    id="iam.policy-no-full-iam",
    title="No policy allows everything that IAM can do",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="Whoever may do everything in IAM, be it to one user only, gives that user every other permission.",
    fix="list the actions that the work needs",
    rules=(ResourceRule(IDENTITY_POLICIES, _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_40",)},
    good=(
        *harmless(**_ALL),
        example("some of IAM", policy({"Action": ["iam:Get*", "iam:List*"], "Resource": "*"})),
        example("two actions of IAM", policy({"Action": ["iam:CreateRole", "iam:TagRole"], "Resource": "*"})),
        example("all of another service", policy({"Action": "ec2:*", "Resource": "*"})),
        example("everything to one bucket", policy({"Action": "*", "Resource": "arn:aws:s3:::artifacts/*"})),
        example("all of IAM, which is taken back", policy(_ALL, _ALL | {"Effect": "Deny"})),
        example("everything on everything, which another control is about", policy({"Action": "*", "Resource": "*"})),
        example(
            "all of IAM on resources of the team",
            policy(_ALL | {"Condition": {"StringEquals": {"aws:ResourceTag/team": "a"}}}),
        ),
    ),
    bad=(
        *in_every_place(**_ALL),
        example("to one user only", policy({"Action": "iam:*", "Resource": _OWN})),
        example("to all but one user", policy({"Action": "iam:*", "NotResource": _OWN})),
        example("to whatever has an ARN", policy({"Action": "iam:*", "Resource": "arn:*"})),
        example("everything to one user", policy({"Action": "*", "Resource": _OWN})),
        example("beside others", policy({"Action": ["s3:Get*", "IAM:*"], "Resource": ["arn:aws:s3:::a", "arn:aws:*"]})),
    ),
)
