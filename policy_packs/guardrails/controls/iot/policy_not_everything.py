"""Policies of devices don't allow everything on everything.

Source: AWS IoT Core developer guide, "AWS IoT Core policies"; Device Defender, IOT_POLICY_OVERLY_PERMISSIVE_CHECK.
"""

from collections.abc import Iterator

from .._documents import Statement, matches, statements
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_POLICY = "aws:iot/policy:Policy"
# What matches both of these matches every client, topic and thing of an account.
_UNLIKE_ARNS = ("arn:aws:iot:us-east-1:111122223333:client/any", "arn:aws:iot:us-east-1:111122223333:topic/any/other")


def _is_every_action(statement: Statement) -> bool:
    return any(not action.split(":")[-1].strip("*") for action in statement.actions)


def _is_every_resource(statement: Statement) -> bool:
    return any(all(matches(pattern, arn) for arn in _UNLIKE_ARNS) for pattern in statement.resources)


def _check(policy: Resource) -> Iterator[str]:
    for number, statement in enumerate(statements(policy, "policy"), 1):
        if statement.allows and _is_every_action(statement) and _is_every_resource(statement):
            yield (
                f"statement {statement.sid or number} lets the device do everything; got "
                f"{', '.join(statement.actions)} on {', '.join(statement.resources)}, "
                "expected actions on its own client, topics and shadow"
            )


def _of(action: object, resource: object, effect: str = "Allow") -> Given:
    statement = {"Effect": effect, "Action": action, "Resource": resource}
    return Given(_POLICY, {"name": "sensor", "policy": {"Version": "2012-10-17", "Statement": [statement]}})


_ARN = "arn:aws:iot:us-east-1:111122223333"

CONTROL = Control(
    id="iot.policy-not-everything",
    title="Policies of devices don't allow everything on everything",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="One device whose certificate is stolen could read all messages and speak for every other device.",
    fix="allow the device its own client id, topics and shadow, with policy variables of the thing",
    rules=(ResourceRule((_POLICY,), _check),),
    good=(
        example("its own client", _of("iot:Connect", f"{_ARN}:client/${{iot:Connection.Thing.ThingName}}")),
        example("everything on its own topics", _of("iot:*", f"{_ARN}:topic/${{iot:Connection.Thing.ThingName}}/*")),
        example("every client", _of("iot:*", f"{_ARN}:client/*")),
        example("some actions on everything", _of(["iot:Connect", "iot:Publish"], "*")),
        example("everything is denied", _of("iot:*", "*", "Deny")),
    ),
    bad=(
        example("everything", _of("iot:*", "*")),
        example("every action of every service", _of("*", "*")),
        example("everything in the account", _of("iot:*", f"{_ARN}:*")),
        example("everything among others", _of(["iot:Connect", "iot:*"], [f"{_ARN}:client/a", "*"])),
    ),
)
