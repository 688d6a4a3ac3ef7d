"""The use of an identity for emergencies is told to somebody at once."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._properties import Undecided
from .._resources import Resource, Stack
from ._helpers import BREAK_GLASS, ROLE, has_word, names

_USER = "aws:iam/user:User"
_WATCHERS = {
    "aws:cloudwatch/eventRule:EventRule": "eventPattern",
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": "pattern",
}


class _Watched(NamedTuple):
    """What the stack watches: the URNs that patterns depend on, their texts, and one that isn't known."""

    urns: frozenset[str]
    texts: str
    unknown: str


def _watched(stack: Stack) -> _Watched:
    urns: set[str] = set()
    texts: list[str] = []
    unknown = ""
    for watcher in stack.of_type(*_WATCHERS):
        name = _WATCHERS[watcher.type]
        urns.update(watcher.property_dependencies.get(name, ()))
        try:
            texts.append(watcher.text(name))
        except Undecided as reason:
            unknown = str(reason)
    return _Watched(frozenset(urns), "\n".join(texts), unknown)


def _check(identity: Resource, stack: Stack) -> Iterator[str]:
    if not has_word(identity, identity.parameters["names"]):
        return
    watched = stack.once(_watched)
    if identity.urn in watched.urns or any(name in watched.texts for name in (identity.name, *identity.identifiers())):
        return
    if watched.unknown:
        raise Undecided(watched.unknown)
    yield "its use goes unnoticed; got no EventRule or LogMetricFilter about it, expected one that names it"


def _identity(type: str, name: str = "break-glass") -> Given:
    return Given(type, {"name": name}, name="identity")


def _watcher(type: str, pattern: Any, name: str = "watcher") -> Given:
    return Given(type, {_WATCHERS[type]: pattern}, name=name)


_RULE, _FILTER = _WATCHERS
_DEPLOYS = _watcher(_RULE, {"source": ["aws.codepipeline"]}, name="deploys")

CONTROL = Control(
    id="response.break-glass-alarmed",
    title="The use of an identity for emergencies is told to somebody at once",
    practices=("response.plan", "logging.cloudtrail"),
    severity=Severity.MEDIUM,
    why="Outside of an emergency, its use is an intruder's; there is no third possibility.",
    fix="add an EventRule for its use, such as for AssumeRole with the role's ARN, with a target that alerts",
    rules=(StackRule((ROLE, _USER), _check),),
    parameters=names(*BREAK_GLASS),
    good=(
        example("everything omitted", Given(ROLE)),
        example("another role", _identity(ROLE, "deploy")),
        example("another word", _identity(ROLE), names=["firefighter"]),
        *(
            example(
                f"a rule: {type}",
                _identity(type),
                _DEPLOYS,
                _watcher(_RULE, {"detail": {"requestParameters": {"roleArn": [Ref("identity", "arn")]}}}),
            )
            for type in (ROLE, _USER)
        ),
        example("a filter", _identity(_USER), _watcher(_FILTER, '{ $.userIdentity.userName = "break-glass" }')),
    ),
    bad=(
        *(example(f"nothing watches: {type}", _identity(type)) for type in (ROLE, _USER)),
        example("a rule about something else", _identity(ROLE), _DEPLOYS),
        example("by the configuration's word", _identity(ROLE, "fire-fighter"), names=["firefighter"]),
    ),
)
