"""Read a pack's configuration: the file that Pulumi takes as --policy-pack-config."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from policy_packs.guardrails.controls._model import Control
from policy_packs.guardrails.controls._verdicts import SETTINGS, Level, Pack, settings_schema

_LEVELS = ("advisory", "mandatory", "remediate", "disabled")
_LEVEL_KEY = "enforcementLevel"


class ConfigurationError(ValueError):
    """The file is no configuration of the pack; the message lists everything that is wrong with it."""


def configured(controls: Iterable[Control], file: Path | None) -> Pack:
    """The controls with the configuration of the file, or with their defaults when there is none.

    Raises:
        OSError: the file can't be read.
        ConfigurationError: it is no JSON object, or names controls, levels or properties that don't exist.
    """
    controls = tuple(controls)
    return Pack(controls, *_parse(controls, file.read_text(encoding="utf-8")) if file else ())


def _parse(controls: tuple[Control, ...], text: str) -> tuple[dict[str, dict[str, Any]], dict[str, Level]]:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"it is no JSON: {error}") from None
    if not isinstance(entries, Mapping):
        raise ConfigurationError(f"got {type(entries).__name__}, expected an object of control ids")
    schemas: dict[str, Mapping[str, Any]] = {
        control.id: {name: parameter.schema for name, parameter in control.parameters.items()} for control in controls
    } | {SETTINGS: settings_schema(controls), "all": {}}
    problems = [problem for id, entry in entries.items() for problem in _problems(id, entry, schemas)]
    if problems:
        raise ConfigurationError("\n".join(problems))
    levels = {control.id: entries["all"] for control in controls} if "all" in entries else {}
    levels |= {id: level for id, entry in entries.items() if (level := _level(entry))}
    properties = {id: _properties(entry) for id, entry in entries.items()}
    # A check can't mend: what a deploy would mend, or refuse, is refused.
    return properties, {id: Level("mandatory" if level == "remediate" else level) for id, level in levels.items()}


def _problems(id: str, entry: object, schemas: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    if id not in schemas:
        yield f"{id}: there is no such control in this pack"
        return
    if not isinstance(entry, str | Mapping):
        yield f"{id}: got {entry!r}, expected a level or an object"
        return
    level = entry if isinstance(entry, str) else entry.get(_LEVEL_KEY, _LEVELS[0])
    if level not in _LEVELS:
        yield f"{id}: got the level {level!r}, expected {', '.join(_LEVELS)}"
    schema = {"type": "object", "properties": dict(schemas[id]), "additionalProperties": False}
    for error in Draft202012Validator(schema).iter_errors(_properties(entry)):
        yield f"{'.'.join((id, *map(str, error.path)))}: {error.message}"


def _level(entry: str | Mapping[str, Any]) -> str:
    return entry if isinstance(entry, str) else entry.get(_LEVEL_KEY, "")


def _properties(entry: str | Mapping[str, Any]) -> dict[str, Any]:
    return {} if isinstance(entry, str) else {name: value for name, value in entry.items() if name != _LEVEL_KEY}
