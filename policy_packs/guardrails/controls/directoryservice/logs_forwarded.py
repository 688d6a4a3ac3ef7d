"""Directories forward their security log."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack

_DIRECTORY = "aws:directoryservice/directory:Directory"
_SUBSCRIPTION = "aws:directoryservice/logSubscription:LogSubscription"


def _check(directory: Resource, stack: Stack) -> Iterator[str]:
    # The other types have no log to forward.
    if directory.text("type") == "MicrosoftAD" and not stack.sidecars(directory, _SUBSCRIPTION, by="directoryId"):
        yield "sign-ins leave no trace outside of it; got no LogSubscription, expected one"


def _directory(type: str) -> Given:
    inputs = {"name": "corp.anycompany.com", "password": "Aa1!", "type": type}
    return Given(_DIRECTORY, inputs, name="directory")


def _subscription(directory: Any) -> Given:
    return Given(_SUBSCRIPTION, {"directoryId": directory, "logGroupName": "/aws/directoryservice/a"}, name="logs")


CONTROL = Control(
    id="directoryservice.logs-forwarded",
    title="Directories forward their security log",
    practices=("logging.centralized", "iam.access-analyzer"),
    severity=Severity.MEDIUM,
    why="Guessed passwords and new administrators are in this log only, and its controllers overwrite it.",
    fix="add a LogSubscription with a log group",
    rules=(StackRule((_DIRECTORY,), _check),),
    good=(
        example("everything omitted", Given(_DIRECTORY)),
        example("forwarded", _directory("MicrosoftAD"), _subscription(Ref("directory"))),
        example("a type without a log", _directory("SimpleAD")),
    ),
    bad=(
        example("not forwarded", _directory("MicrosoftAD")),
        example("another's", _directory("MicrosoftAD"), _subscription("d-0a1b2c3d4e")),
    ),
)
