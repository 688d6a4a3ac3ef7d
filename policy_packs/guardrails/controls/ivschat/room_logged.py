"""Chat rooms log what is said."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_ROOM = "aws:ivschat/room:Room"


def _check(room: Resource) -> Iterator[str]:
    if not room.texts("loggingConfigurationIdentifiers"):
        yield "threats and abuse can't be shown later; got no loggingConfigurationIdentifiers, expected one"


CONTROL = Control(
    id="ivschat.room-logged",
    title="Chat rooms log what is said",
    practices=("logging.centralized",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Messages are gone as soon as they were shown; who is asked for them later has nothing.",
    fix="set loggingConfigurationIdentifiers",
    rules=(ResourceRule((_ROOM,), _check),),
    good=(example("logged", Given(_ROOM, {"loggingConfigurationIdentifiers": ["arn:aws:ivschat:eu-west-1:1:l/a"]})),),
    bad=(
        example("everything omitted", Given(_ROOM)),
        example("an empty list", Given(_ROOM, {"loggingConfigurationIdentifiers": []})),
    ),
)
