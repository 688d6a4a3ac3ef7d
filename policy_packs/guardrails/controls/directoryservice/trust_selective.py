"""Trusts between directories let in whom the other side is allowed to send."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:directoryservice/trust:Trust": (Setting("selectiveAuth", ("Enabled",)),),
}
_CONSEQUENCE = "everybody of the other directory may sign in everywhere"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="directoryservice.trust-selective",
    title="Trusts between directories let in whom the other side is allowed to send",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="One account that is stolen over there opens each server over here that authenticated users may reach.",
    fix="set selectiveAuth to Enabled, and allow groups of the other side where they are needed",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
