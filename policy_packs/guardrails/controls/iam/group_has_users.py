"""Groups have members."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import GROUP, GROUP_MEMBERSHIP, USER_GROUP_MEMBERSHIP


def _check(group: Resource, stack: Stack) -> Iterator[str]:
    joined = stack.sidecars(group, USER_GROUP_MEMBERSHIP, by="groups")
    if not joined and not any(found.texts("users") for found in stack.sidecars(group, GROUP_MEMBERSHIP, by="group")):
        yield f"nobody knows what the group is for; got no users in {group.name}, expected members"


_DEVS = Given(GROUP, {"name": "devs"}, name="devs")

CONTROL = Control(
    id="iam.group-has-users",
    title="Groups have members",
    practices=("iam.groups",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="An empty group keeps permissions that nobody reviews until somebody joins it.",
    fix="add users to the group, or remove it",
    rules=(StackRule((GROUP,), _check),),
    detection=(ConfigRule("IAM_GROUP_HAS_USERS_CHECK"),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_14", "CKV2_AWS_21")},
    good=(
        example(
            "members",
            _DEVS,
            Given(GROUP_MEMBERSHIP, {"group": Ref("devs", "name"), "users": ["alice"]}, name="membership"),
        ),
        example(
            "a user who joins",
            _DEVS,
            Given(USER_GROUP_MEMBERSHIP, {"user": "alice", "groups": [Ref("devs", "name")]}, name="membership"),
        ),
        example(
            "a user who joins, by name",
            _DEVS,
            Given(USER_GROUP_MEMBERSHIP, {"user": "alice", "groups": ["ops", "devs"]}, name="membership"),
        ),
    ),
    bad=(
        example("everything omitted", Given(GROUP)),
        example("no membership", _DEVS),
        *(
            example(what, _DEVS, Given(type, properties, name="membership"))
            for what, type, properties in (
                ("members of another", GROUP_MEMBERSHIP, {"group": "ops", "users": ["alice"]}),
                ("a user who joins another", USER_GROUP_MEMBERSHIP, {"user": "alice", "groups": ["ops"]}),
                ("a membership of nobody", GROUP_MEMBERSHIP, {"group": Ref("devs", "name"), "users": []}),
            )
        ),
    ),
)
