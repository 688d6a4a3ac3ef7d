"""Passwords of Windows machines are not fetched into the state."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import INSTANCE, SPOT


def _check(instance: Resource) -> Iterator[str]:
    if instance.flag("getPasswordData"):
        yield "the administrator's password is kept in the state; got getPasswordData true, expected false"


def _mend(instance: Resource) -> dict[str, bool]:
    return {"getPasswordData": False} if instance.flag("getPasswordData") else {}


CONTROL = Control(
    id="ec2.no-password-data",
    title="Passwords of Windows machines are not fetched into the state",
    practices=("application.secrets",),
    severity=Severity.LOW,
    why="Whoever reads the state and has the key pair is administrator of the machine.",
    fix="leave getPasswordData out, and enter the machine by Session Manager",
    tier=Tier.REGULATED,
    rules=(ResourceRule((INSTANCE,), _check, _mend), ResourceRule((SPOT,), _check)),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (INSTANCE, SPOT)),
        example("off", Given(INSTANCE, {"getPasswordData": False})),
    ),
    bad=tuple(example(f"on: {type}", Given(type, {"getPasswordData": True})) for type in (INSTANCE, SPOT)),
)
