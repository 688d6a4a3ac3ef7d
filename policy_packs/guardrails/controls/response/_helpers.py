"""What the controls of incident response share: how the things that are kept for an incident are recognised."""

import re
from collections.abc import Iterable
from typing import Final

from .._model import Parameter
from .._resources import Resource

ROLE: Final = "aws:iam/role:Role"
GROUP: Final = "aws:ec2/securityGroup:SecurityGroup"
TOPIC: Final = "aws:sns/topic:Topic"
SUBSCRIPTION: Final = "aws:sns/topicSubscription:TopicSubscription"
TARGET: Final = "aws:cloudwatch/eventTarget:EventTarget"

BREAK_GLASS: Final = ("break-glass", "emergency-access")
ISOLATION: Final = ("quarantine", "isolation-group", "incident-isolation")

# Inputs that name a resource; the logical name counts too.
_NAMES: Final = ("name", "bucket", "namePrefix", "bucketPrefix")


def names(*default: str) -> dict[str, Parameter]:
    """The parameter for the words by which such resources are recognised, in their names and tags."""
    description = "Words in names and tags, whatever the dashes, by which the resources are recognised."
    schema = {"type": "array", "items": {"type": "string", "minLength": 1}, "description": description}
    return {"names": Parameter(list(default), schema)}


def has_word(resource: Resource, words: Iterable[str]) -> bool:
    """Whether one of the names, or one of the tags, has one of the words, whatever the dashes."""
    inputs = [text for path, text in resource.strings() if path in _NAMES]
    plain = [_plain(text) for text in (resource.name, *inputs, *_tags(resource))]
    return any(_plain(word) in text for word in words for text in plain)


def _tags(resource: Resource) -> Iterable[str]:
    for path, value in resource.strings():
        if path.startswith(("tags.", "tagsAll.")):
            yield path.partition(".")[2]
            yield value


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
