"""Permissions on functions let others invoke them, and nothing else by the way.

Source: Lambda API reference, AddPermission.
"""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_PERMISSION = "aws:lambda/permission:Permission"


def _check(permission: Resource) -> Iterator[str]:
    action = permission.text("action")
    is_service = permission.text("principal").endswith((".amazonaws.com", ".amazonaws.com.cn"))
    if "*" in action:
        yield f"the permission is for more than one action; got action {action}, expected lambda:InvokeFunction"
    elif is_service and not action.lower().startswith("lambda:invoke"):
        yield f"a service only invokes functions; got action {action}, expected lambda:InvokeFunction"


def _given(action: str, principal: str = "events.amazonaws.com") -> Given:
    properties = {"action": action, "function": "resize", "principal": principal, "sourceAccount": "111122223333"}
    return Given(_PERMISSION, properties)


CONTROL = Control(
    id="lambda.permission-invokes-only",
    title="Permissions on functions let others invoke them and nothing else by the way",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="With lambda:* the caller may replace the function's code, and so take the role that it runs with.",
    fix="set action to lambda:InvokeFunction",
    rules=(ResourceRule((_PERMISSION,), _check),),
    good=(
        example("a service invokes", _given("lambda:InvokeFunction")),
        example("a service invokes by the function's URL", _given("lambda:InvokeFunctionUrl")),
        example("an account reads the function", _given("lambda:GetFunction", "111122223333")),
    ),
    bad=(
        example("a service does everything", _given("lambda:*")),
        example("an account does everything", _given("lambda:*", "111122223333")),
        example("a service deletes", _given("lambda:DeleteFunction")),
        example("a service deletes in China", _given("lambda:DeleteFunction", "events.amazonaws.com.cn")),
    ),
)
