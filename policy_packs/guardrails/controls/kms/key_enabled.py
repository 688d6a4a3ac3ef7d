"""Keys are usable."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import EXTERNAL_KEY, KEY, REPLICA_EXTERNAL_KEY, REPLICA_KEY

_SWITCHES = {KEY: "isEnabled", REPLICA_KEY: "enabled", EXTERNAL_KEY: "enabled", REPLICA_EXTERNAL_KEY: "enabled"}
# KMS only enables these once their material was imported.
_IMPORTED = (EXTERNAL_KEY, REPLICA_EXTERNAL_KEY)


def _is_off(key: Resource) -> bool:
    without_material = key.type in _IMPORTED and "keyMaterialBase64" not in key
    return not key.flag(_SWITCHES[key.type], default=True) and not without_material


def _check(key: Resource) -> Iterator[str]:
    if _is_off(key):
        yield f"data under the key can't be read; got {_SWITCHES[key.type]} false, expected true"


def _mend(key: Resource) -> dict[str, bool]:
    return {_SWITCHES[key.type]: True} if _is_off(key) else {}


_MATERIAL = {"keyMaterialBase64": "V2VsbCwgdGhpcyBpcyBub3QgYSByZWFsIGtleS4uLiE="}

CONTROL = Control(
    id="kms.key-enabled",
    title="Keys are usable",
    practices=("data.kms",),
    severity=Severity.LOW,
    why="Whatever is encrypted under a disabled key can neither be read nor restored until somebody finds out why.",
    fix="enable the key, or schedule its deletion when nothing needs it any more",
    rules=(ResourceRule(tuple(_SWITCHES), _check, _mend),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_227",)},
    good=(
        *(example(f"everything omitted, {type}", Given(type)) for type in _SWITCHES),
        example("enabled", Given(KEY, {"isEnabled": True})),
        example("an external key that still lacks its material", Given(EXTERNAL_KEY, {"enabled": False})),
        example("a replica that still lacks its material", Given(REPLICA_EXTERNAL_KEY, {"enabled": False})),
    ),
    bad=(
        example("disabled", Given(KEY, {"isEnabled": False})),
        example("a disabled replica", Given(REPLICA_KEY, {"enabled": False})),
        example("a disabled external key", Given(EXTERNAL_KEY, {"enabled": False} | _MATERIAL)),
        example("a disabled replica of an external key", Given(REPLICA_EXTERNAL_KEY, {"enabled": False} | _MATERIAL)),
    ),
)
