"""Audit Manager stays registered when its stack goes."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_REGISTRATION = "aws:auditmanager/accountRegistration:AccountRegistration"


def _check(registration: Resource) -> Iterator[str]:
    if registration.flag("deregisterOnDestroy"):
        yield "the evidence goes with the stack; got deregisterOnDestroy true, expected false"


def _mend(registration: Resource) -> dict[str, bool]:
    return {"deregisterOnDestroy": False} if any(_check(registration)) else {}


CONTROL = Control(
    id="auditmanager.stays-registered",
    title="Audit Manager stays registered when its stack goes",
    practices=("compliance.artifact", "compliance.access-audit"),
    severity=Severity.LOW,
    why="AWS deletes what it collected of an account that isn't registered any more.",
    fix="leave deregisterOnDestroy out",
    rules=(ResourceRule((_REGISTRATION,), _check, _mend),),
    tier=Tier.REGULATED,
    good=(
        example("everything omitted", Given(_REGISTRATION)),
        example("said", Given(_REGISTRATION, {"deregisterOnDestroy": False})),
    ),
    bad=(example("deregistered", Given(_REGISTRATION, {"deregisterOnDestroy": True})),),
)
