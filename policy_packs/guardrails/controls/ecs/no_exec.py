"""Services don't open a shell in their containers."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import SERVICE

_DAEMON_SERVICE = "aws:ecs/daemon:Daemon"


def _check(service: Resource) -> Iterator[str]:
    if service.flag("enableExecuteCommand"):
        yield "a shell in the containers is an API call away; got enableExecuteCommand true, expected false"


CONTROL = Control(
    id="ecs.no-exec",
    title="Services don't open a shell in their containers",
    practices=("iam.least-privilege", "application.secure-coding"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Who may run commands in a container has its role and its secrets, and changes what nobody reviewed.",
    fix="set enableExecuteCommand to false where nobody is debugging",
    rules=(ResourceRule((SERVICE, _DAEMON_SERVICE), _check),),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (SERVICE, _DAEMON_SERVICE)),
        example("off", Given(SERVICE, {"enableExecuteCommand": False})),
    ),
    bad=(
        *(example(f"on: {type}", Given(type, {"enableExecuteCommand": True})) for type in (SERVICE, _DAEMON_SERVICE)),
    ),
)
