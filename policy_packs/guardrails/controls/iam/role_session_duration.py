"""Sessions of roles and permission sets end on the same day."""

import re
from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._properties import Undecided
from .._resources import Resource
from ._helpers import ROLE

_PERMISSION_SET = "aws:ssoadmin/permissionSet:PermissionSet"
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")
_HOUR = 3600


def _seconds(role: Resource) -> float:
    if role.type == ROLE:
        return role.number("maxSessionDuration", default=_HOUR)
    if "sessionDuration" not in role:
        return _HOUR
    found = _DURATION.fullmatch(role.text("sessionDuration"))
    if not found:
        raise Undecided("sessionDuration")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (hours * 60 + minutes) * 60 + seconds


def _check(role: Resource) -> Iterator[str]:
    most: float = role.parameters["maxSessionHours"]
    hours = _seconds(role) / _HOUR
    if hours > most:
        yield f"a stolen session works for long; got {hours:g} hours, expected at most {most:g}"


CONTROL = Control(
    id="iam.role-session-duration",
    title="Sessions of roles and permission sets are short",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="What a thief takes over works until the session ends, whatever is changed in the meantime.",
    fix="set maxSessionDuration or sessionDuration to what one task takes",
    rules=(ResourceRule((ROLE, _PERMISSION_SET), _check),),
    parameters={
        "maxSessionHours": Parameter(
            8, {"type": "number", "minimum": 1, "maximum": 12, "description": "Hours, at most, that a session lasts."}
        )
    },
    good=(
        example("everything omitted", Given(ROLE)),
        example("a permission set without", Given(_PERMISSION_SET)),
        example("the default hour, where one is asked", Given(ROLE), maxSessionHours=1),
        example("the set's default hour, where one is asked", Given(_PERMISSION_SET), maxSessionHours=1),
        example("as long as may be", Given(ROLE, {"maxSessionDuration": 28800})),
        *(
            example(text, Given(_PERMISSION_SET, {"sessionDuration": text}))
            for text in ("PT8H", "PT480M", "PT28800S", "PT7H59M60S", "PT1H30M")
        ),
        example("no duration at all", Given(_PERMISSION_SET, {"sessionDuration": "all day"})),
    ),
    bad=(
        example("a second too long", Given(ROLE, {"maxSessionDuration": 28801})),
        example("the longest", Given(ROLE, {"maxSessionDuration": 43200})),
        *(
            example(text, Given(_PERMISSION_SET, {"sessionDuration": text}))
            for text in ("PT12H", "PT8H1M", "PT8H1S", "PT481M", "PT28801S")
        ),
        example("longer than asked", Given(ROLE, {"maxSessionDuration": 7200}), maxSessionHours=1),
    ),
)
