"""Portals of browsers in the cloud log what is done in them."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack

_PORTAL = "aws:workspacesweb/portal:Portal"
_LOGS = (
    "aws:workspacesweb/sessionLoggerAssociation:SessionLoggerAssociation",
    "aws:workspacesweb/userAccessLoggingSettingsAssociation:UserAccessLoggingSettingsAssociation",
)


def _check(portal: Resource, stack: Stack) -> Iterator[str]:
    if not any(stack.sidecars(portal, type, by="portalArn") for type in _LOGS):
        yield "nobody can tell what was opened there; got no log of sessions or accesses, expected one"


def _log(type: str, portal: Any) -> Given:
    return Given(type, {"portalArn": portal}, name="log")


_STAFF = Given(_PORTAL, {"displayName": "staff"}, name="staff")

CONTROL = Control(
    id="workspacesweb.access-logged",
    title="Portals of browsers in the cloud log what is done in them",
    practices=("logging.centralized",),
    severity=Severity.MEDIUM,
    why="The browser is gone when the session ends, with everything that would tell what happened.",
    fix="associate a session logger, or settings for the log of user accesses, with the portal",
    rules=(StackRule((_PORTAL,), _check),),
    good=tuple(example(type, _STAFF, _log(type, Ref("staff", "arn"))) for type in _LOGS),
    bad=(
        example("everything omitted", Given(_PORTAL)),
        example("another portal's", _STAFF, _log(_LOGS[0], "arn:aws:workspaces-web:us-east-1:1:portal/other")),
    ),
)
