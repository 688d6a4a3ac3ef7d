"""The engine's properties as plain Python: unknown parts marked, secrets unveiled, whole numbers as int.

The same encoding stands in the engine's requests, in the SDK's view of them, and in an exported state.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from google.protobuf import struct_pb2
from pulumi_policy import proxy as sdk
from pulumi_policy.deserialize import SPECIAL_ARCHIVE_SIG, SPECIAL_ASSET_SIG, SPECIAL_SECRET_SIG, SPECIAL_SIG_KEY

from ._properties import UNKNOWN

_SENTINELS: Final = frozenset(
    (
        sdk.UNKNOWN_ARCHIVE_VALUE,
        sdk.UNKNOWN_ARRAY_VALUE,
        sdk.UNKNOWN_ASSET_VALUE,
        sdk.UNKNOWN_BOOLEAN_VALUE,
        sdk.UNKNOWN_NUMBER_VALUE,
        sdk.UNKNOWN_OBJECT_VALUE,
        sdk.UNKNOWN_STRING_VALUE,
        "[secret]",  # What the engine writes in the place of a secret that it can't decrypt.
    )
)


def plain(value: Any) -> Any:
    """A value in the engine's encoding, or in the SDK's lazy view of it, as plain Python."""
    if isinstance(value, str):
        return UNKNOWN if value in _SENTINELS else value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        if SPECIAL_SIG_KEY in value:
            return _special(value)
        return {key: _item(value, key) for key in value}
    if hasattr(value, "__getitem__"):
        return [_item(value, index) for index in range(len(value))]
    return value


def properties(struct: struct_pb2.Struct) -> dict[str, Any]:
    """The properties in a request of the engine."""
    return {name: _value(value) for name, value in struct.fields.items()}


def _value(value: struct_pb2.Value) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        fields = value.struct_value.fields
        content = {name: _value(item) for name, item in fields.items()}
        return _special(content) if SPECIAL_SIG_KEY in content else content
    if kind == "list_value":
        return [_value(item) for item in value.list_value.values]
    return None if kind in (None, "null_value") else plain(getattr(value, kind))


def _item(container: Any, key: Any) -> Any:
    try:
        return plain(container[key])
    except sdk.UnknownValueError:
        return UNKNOWN


def _special(value: Mapping[str, Any]) -> Any:
    """A secret's value, an asset's or archive's place or text; what can't be read, such as ciphertext, is unknown."""
    signature = value[SPECIAL_SIG_KEY]
    if signature == SPECIAL_SECRET_SIG:
        return plain(value["value"]) if "value" in value else UNKNOWN
    if signature in (SPECIAL_ASSET_SIG, SPECIAL_ARCHIVE_SIG):
        return {key: plain(item) for key, item in value.items() if key in ("assets", "path", "text", "uri")}
    return UNKNOWN
