"""Filters of webhooks match the whole id of who may start a build."""

import re
from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import WEBHOOK, webhook

_ACTOR = "ACTOR_ACCOUNT_ID"
# An id that is matched as a whole: ^12345$, or some as ^(12345|67890)$.
_ID = r"\^(?:[\w-]+|\((?:\?:)?[\w-]+(?:\|[\w-]+)*\))\$"
_EXACT = re.compile(rf"{_ID}(?:\|{_ID})*")


def _check(webhook: Resource) -> Iterator[str]:
    yield from each(webhook.blocks("filterGroups"), lambda group: each(group.blocks("filters"), _check_filter))


def _check_filter(filter: Block) -> Iterator[str]:
    if filter.text("type") != _ACTOR or filter.flag("excludeMatchedPattern"):
        return
    pattern = filter.text("pattern")
    if not _EXACT.fullmatch(pattern):
        yield (
            f"accounts whose id contains a trusted one start builds; got {filter.path('pattern')} {pattern}, "
            "expected the whole id between ^ and $"
        )


def _webhook(pattern: str, type: str = _ACTOR, **more: bool) -> Given:
    event = {"type": "EVENT", "pattern": "PULL_REQUEST_CREATED"}
    return webhook(filterGroups=[{"filters": [event, {"type": type, "pattern": pattern, **more}]}])


CONTROL = Control(
    id="codebuild.webhook-actors-exact",
    title="Filters of webhooks match the whole id of who may start a build",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.HIGH,
    why="Account ids are numbers: somebody registers until one contains yours, and their pull request runs your build.",
    fix="put each id of the pattern between ^ and $",
    rules=(ResourceRule((WEBHOOK,), _check),),
    good=(
        example("everything omitted", Given(WEBHOOK)),
        example("one id", _webhook("^1234567$")),
        example("some ids", _webhook("^1234567$|^7654321$")),
        example("some ids in a group", _webhook("^(1234567|7654321)$|^9876543$")),
        example("somebody who may not", _webhook("1234567", excludeMatchedPattern=True)),
        example("another filter", _webhook("main", type="BASE_REF")),
    ),
    bad=(
        example("an id within others", _webhook("1234567")),
        example("the end of others", _webhook("1234567$")),
        example("the beginning of others", _webhook("^1234567")),
        example("one of two", _webhook("^1234567$|7654321")),
        example("one of two, the other first", _webhook("7654321|^1234567$")),
        example("everybody", _webhook("^.*$")),
        example("a group within others", _webhook("(1234567|7654321)")),
    ),
)
