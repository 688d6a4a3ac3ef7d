"""A user has one active access key at most."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import USER

_KEY = "aws:iam/accessKey:AccessKey"


def _check(user: Resource, stack: Stack) -> Iterator[str]:
    keys = stack.sidecars(user, _KEY, by="user")
    active = [key for key in keys if key.text("status", default="Active") == "Active"]
    if len(active) > 1:
        yield f"nobody knows which of the keys is in use; got {len(active)} active AccessKeys, expected one at most"


_CI = Given(USER, {"name": "ci"}, name="ci")


def _key(name: str, status: str | None = None, user: object = Ref("ci", "name")) -> Given:
    return Given(_KEY, {"user": user, "status": status}, name=name)


CONTROL = Control(
    id="iam.one-active-access-key",
    title="A user has one active access key at most",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="A second key is for the minutes of a rotation; one that stays is a second secret to lose.",
    fix="delete the older key, or set its status to Inactive",
    rules=(StackRule((USER,), _check),),
    frameworks={Framework.CIS_3_0: ("1.13",), Framework.CIS_5_0: ("1.12",), Framework.CIS_7_0: ("2.11",)},
    good=(
        example("everything omitted", Given(USER)),
        example("one key", _CI, _key("first")),
        example("the old one switched off", _CI, _key("first", "Inactive"), _key("second")),
        example("a key each", _CI, _key("first"), _key("second", user="another")),
    ),
    bad=(
        example("two keys", _CI, _key("first"), _key("second")),
        example("two keys that are on", _CI, _key("first", "Active"), _key("second", "Active", "ci")),
    ),
)
