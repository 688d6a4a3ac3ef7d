"""Read an exported stack (`pulumi stack export`) as the resources that controls judge. No backend, no engine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policy_packs.guardrails.controls._resources import Resource
from policy_packs.guardrails.controls._wire import plain

_VERSION = 3


class StateError(ValueError):
    """The text is no exported stack; the message lists everything that is wrong with it."""


@dataclass(frozen=True)
class State:
    """A stack's resources: as their program wrote them, and with what the provider gave back."""

    planned: tuple[Resource, ...]
    deployed: tuple[Resource, ...]


def read_state(text: str) -> State:
    """The resources of an exported stack; secrets that are encrypted are unknown to every control.

    Raises:
        StateError: it is no JSON, no export, of another version, or its resources have no type or URN.
    """
    try:
        export = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = "too many levels" if isinstance(error, RecursionError) else str(error)
        raise StateError(f"it is no JSON: {reason}; expected what `pulumi stack export` prints") from None
    deployment = export.get("deployment") if isinstance(export, Mapping) else None
    if not isinstance(deployment, Mapping):
        raise StateError("it has no deployment; expected what `pulumi stack export` prints")
    problems = []
    if export.get("version") != _VERSION:
        problems.append(f"version: got {export.get('version')!r}, expected {_VERSION}; export it with a current Pulumi")
    resources = deployment.get("resources") or []
    if not isinstance(resources, list):
        problems.append(f"deployment.resources: got {type(resources).__name__}, expected a list")
        resources = []
    problems += [problem for index, item in enumerate(resources) for problem in _problems(item, index)]
    if problems:
        raise StateError("\n".join(problems))
    # What is marked for deletion is already replaced.
    kept = [item for item in resources if not item.get("delete")]
    return State(
        tuple(_resource(item, item.get("inputs") or {}) for item in kept),
        tuple(_resource(item, {**(item.get("inputs") or {}), **(item.get("outputs") or {})}) for item in kept),
    )


def _problems(item: object, index: int) -> Iterator[str]:
    where = f"deployment.resources[{index}]"
    if not isinstance(item, Mapping):
        yield f"{where}: got {type(item).__name__}, expected an object"
        return
    for name in ("type", "urn"):
        if not isinstance(item.get(name), str):
            yield f"{where}.{name}: got {item.get(name)!r}, expected text"
    for name in ("inputs", "outputs", "propertyDependencies"):
        if not isinstance(item.get(name) or {}, Mapping):
            yield f"{where}.{name}: got {type(item[name]).__name__}, expected an object"


def _resource(item: Mapping[str, Any], properties: Mapping[str, Any]) -> Resource:
    return Resource(
        item["type"],
        plain({name: value for name, value in properties.items() if name != "__defaults"}),
        urn=item["urn"],
        name=item["urn"].rpartition("::")[2],
        protect=item.get("protect") is True,
        parent=_text(item.get("parent")),
        provider=_text(item.get("provider")).rpartition("::")[0],
        dependencies=_texts(item.get("dependencies")),
        property_dependencies={
            name: urns for name, value in (item.get("propertyDependencies") or {}).items() if (urns := _texts(value))
        },
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
