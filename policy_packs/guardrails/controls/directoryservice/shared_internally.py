"""Directories are shared inside the organization only."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:directoryservice/sharedDirectory:SharedDirectory": (Setting("method", ("ORGANIZATIONS",)),),
}
_CONSEQUENCE = "any account can be invited"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="directoryservice.shared-internally",
    title="Directories are shared inside the organization only",
    practices=("account.organizations",),
    severity=Severity.MEDIUM,
    why="An account outside of the organization gets to know all users, and follows none of the guardrails.",
    fix="set method to ORGANIZATIONS",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
