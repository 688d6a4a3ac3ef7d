"""People and workloads sign in through federation, not as IAM users."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import USER


def _check(user: Resource) -> Iterator[str]:
    tag = user.parameters["breakGlassTag"]
    if tag not in user.block("tags"):
        yield (
            "a user with credentials of its own is created; "
            f"got the user {user.name}, expected a role, or the tag {tag} for emergencies"
        )


_NAMED = {"name": "alice"}

CONTROL = Control(
    id="iam.no-iam-users",
    title="People and workloads sign in through federation, not as IAM users",
    practices=("iam.least-privilege", "iam.mfa"),
    severity=Severity.MEDIUM,
    why="A user's password and keys outlive the person's work here, and no company directory switches them off.",
    fix="let people use IAM Identity Center and workloads a role; tag the users that are for emergencies",
    rules=(ResourceRule((USER,), _check),),
    frameworks={
        Framework.CIS_3_0: ("1.21",),
        Framework.CIS_5_0: ("1.20",),
        Framework.CIS_7_0: ("2.19",),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_273",)},
    parameters={
        "breakGlassTag": Parameter(
            "break-glass", {"type": "string", "description": "The tag of users that are there for emergencies."}
        )
    },
    good=(
        example("a user for emergencies", Given(USER, _NAMED | {"tags": {"break-glass": "true"}})),
        example(
            "tagged as the configuration says",
            Given(USER, _NAMED | {"tags": {"purpose": "emergency"}}),
            breakGlassTag="purpose",
        ),
    ),
    bad=(
        example("everything omitted", Given(USER)),
        example("a person", Given(USER, _NAMED)),
        example("other tags", Given(USER, _NAMED | {"tags": {"team": "a"}})),
        example(
            "another tag asked for", Given(USER, _NAMED | {"tags": {"break-glass": "true"}}), breakGlassTag="purpose"
        ),
    ),
)
