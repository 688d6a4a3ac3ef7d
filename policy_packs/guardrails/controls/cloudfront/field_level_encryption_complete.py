"""Field-level encryption forwards nothing in the clear that it doesn't know."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_CONFIG = "aws:cloudfront/fieldLevelEncryptionConfig:FieldLevelEncryptionConfig"
_FLAGS = (
    ("contentTypeProfileConfig", "forwardWhenContentTypeIsUnknown"),
    ("queryArgProfileConfig", "forwardWhenQueryArgProfileIsUnknown"),
)


def _check(config: Resource) -> Iterator[str]:
    for block, name in _FLAGS:
        if config.block(block).flag(name):
            yield f"fields may reach the origin in the clear; got {block}.{name} true, expected false"


def _mend(config: Resource) -> dict[str, bool]:
    return {f"{block}.{name}": False for block, name in _FLAGS if config.block(block).flag(name)}


def _given(**open: bool) -> Given:
    types = {"items": [{"contentType": "application/x-www-form-urlencoded", "format": "URLEncoded"}]}
    content = {"contentTypeProfiles": types, "forwardWhenContentTypeIsUnknown": open.get("content", False)}
    query = {"forwardWhenQueryArgProfileIsUnknown": open.get("query", False)}
    return Given(_CONFIG, {"contentTypeProfileConfig": content, "queryArgProfileConfig": query})


CONTROL = Control(
    id="cloudfront.field-level-encryption-complete",
    title="Field-level encryption forwards nothing in the clear that it doesn't know",
    practices=("data.sse-and-client-side", "data.in-transit"),
    severity=Severity.MEDIUM,
    why="Who sends another content type or profile gets the fields past the encryption, into every log behind it.",
    fix="set forwardWhenContentTypeIsUnknown and forwardWhenQueryArgProfileIsUnknown to false",
    rules=(ResourceRule((_CONFIG,), _check, _mend),),
    good=(example("everything omitted", Given(_CONFIG)), example("what is unknown is refused", _given())),
    bad=(
        example("an unknown content type is forwarded", _given(content=True)),
        example("an unknown profile is forwarded", _given(query=True)),
    ),
)
