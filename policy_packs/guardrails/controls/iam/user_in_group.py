"""Users belong to a group."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import GROUP_MEMBERSHIP, USER, USER_GROUP_MEMBERSHIP


def _check(user: Resource, stack: Stack) -> Iterator[str]:
    listed = stack.sidecars(user, GROUP_MEMBERSHIP, by="users")
    if not listed and not stack.sidecars(user, USER_GROUP_MEMBERSHIP, by="user"):
        yield f"the user's permissions are its own; got no group for {user.name}, expected a membership in one"


_ALICE = Given(USER, {"name": "alice"}, name="alice")

CONTROL = Control(
    id="iam.user-in-group",
    title="Users belong to a group",
    practices=("iam.groups",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Whoever belongs to no group has permissions of their own, or none and is no longer needed.",
    fix="add the user to a group that has the permissions",
    rules=(StackRule((USER,), _check),),
    detection=(ConfigRule("IAM_USER_GROUP_MEMBERSHIP_CHECK"),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_21",)},
    good=(
        example(
            "a member",
            _ALICE,
            Given(USER_GROUP_MEMBERSHIP, {"user": Ref("alice", "name"), "groups": ["devs"]}, name="membership"),
        ),
        example(
            "among the members of a group",
            _ALICE,
            Given(GROUP_MEMBERSHIP, {"group": "devs", "users": [Ref("alice", "name")]}, name="membership"),
        ),
        example(
            "among the members, by name",
            _ALICE,
            Given(GROUP_MEMBERSHIP, {"group": "devs", "users": ["bob", "alice"]}, name="membership"),
        ),
    ),
    bad=(
        example("everything omitted", Given(USER)),
        example("no membership", _ALICE),
        example(
            "a group of others",
            _ALICE,
            Given(GROUP_MEMBERSHIP, {"group": "devs", "users": ["bob"]}, name="membership"),
        ),
        example(
            "somebody else's membership",
            _ALICE,
            Given(USER_GROUP_MEMBERSHIP, {"user": "bob", "groups": ["devs"]}, name="membership"),
        ),
    ),
)
