"""Conversations with a bot are not kept to improve AWS's models."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:lex/bot:Bot": (Setting("enableModelImprovements", False),),
}
_CONSEQUENCE = "AWS keeps what people say to the bot"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="lex.no-model-improvement",
    title="Conversations with a bot are not kept to improve AWS's models",
    practices=("data.at-rest",),
    severity=Severity.LOW,
    why="What customers say to a bot is theirs; kept for training it leaves the account, and maybe the region.",
    fix="leave enableModelImprovements out",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
