"""People in a chat channel act under roles of their own."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_CHANNELS = (
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
)
_NAME = "userAuthorizationRequired"


def _check(channel: Resource) -> Iterator[str]:
    if not channel.flag(_NAME):
        yield f"nobody can tell who did it; got {_NAME} false, expected true"


def _mend(channel: Resource) -> dict[str, bool]:
    return {} if channel.flag(_NAME) else {_NAME: True}


CONTROL = Control(
    id="chatbot.user-roles-required",
    title="People in a chat channel act under roles of their own",
    practices=("iam.least-privilege", "response.plan"),
    severity=Severity.LOW,
    why="Under the channel's role, everybody who is let into the chat can do the same, and the trail names nobody.",
    fix=f"set {_NAME} to true",
    rules=(ResourceRule(_CHANNELS, _check, _mend),),
    good=tuple(example(f"required: {type}", Given(type, {_NAME: True})) for type in _CHANNELS),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _CHANNELS),
        example("off", Given(_CHANNELS[0], {_NAME: False})),
    ),
)
