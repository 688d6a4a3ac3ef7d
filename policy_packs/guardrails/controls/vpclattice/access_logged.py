"""VPC Lattice services and networks log who calls."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack

_LOGGED = ("aws:vpclattice/service:Service", "aws:vpclattice/serviceNetwork:ServiceNetwork")
_SUBSCRIPTION = "aws:vpclattice/accessLogSubscription:AccessLogSubscription"


def _check(resource: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(resource, _SUBSCRIPTION, by="resourceIdentifier"):
        yield "nobody can tell who called; got no AccessLogSubscription, expected one"


def _subscription(resource: Any) -> Given:
    inputs = {"resourceIdentifier": resource, "destinationArn": "arn:aws:s3:::lattice-logs"}
    return Given(_SUBSCRIPTION, inputs, name="log")


CONTROL = Control(
    id="vpclattice.access-logged",
    title="VPC Lattice services and networks log who calls",
    practices=("logging.centralized",),
    severity=Severity.MEDIUM,
    why="Calls from account to account don't show in flow logs with the names of who called what.",
    fix="add an AccessLogSubscription with a bucket, a stream or a log group",
    rules=(StackRule(_LOGGED, _check),),
    good=tuple(
        example(f"logged: {type}", Given(type, {"name": "shop"}, name="shop"), _subscription(Ref("shop", "arn")))
        for type in _LOGGED
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _LOGGED),
        example("another's log", Given(_LOGGED[0], {"name": "shop"}), _subscription("svc-0a1b2c3d4e5f60718")),
    ),
)
