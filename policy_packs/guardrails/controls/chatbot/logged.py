"""What is done in a chat channel is logged."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_CHANNELS = (
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
)


def _check(channel: Resource) -> Iterator[str]:
    level = channel.text("loggingLevel")
    if level not in ("ERROR", "INFO"):
        yield f"nobody can tell what was asked for; got loggingLevel {level or 'NONE'}, expected ERROR or INFO"


def _given(type: str, level: str) -> Given:
    return Given(type, {"loggingLevel": level})


CONTROL = Control(
    id="chatbot.logged",
    title="What is done in a chat channel is logged",
    practices=("logging.cloudwatch", "response.plan"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The chat's own history belongs to another company, and its users can delete from it.",
    fix="set loggingLevel to ERROR or INFO",
    rules=(ResourceRule(_CHANNELS, _check),),
    good=tuple(example(f"{level}: {type}", _given(type, level)) for type in _CHANNELS for level in ("ERROR", "INFO")),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _CHANNELS),
        example("none", _given(_CHANNELS[0], "NONE")),
    ),
)
