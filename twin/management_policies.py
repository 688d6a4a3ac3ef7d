"""Why AWS would refuse an organization policy that is no statement of permissions.

moto takes any text. Sources: AWS Organizations user guide, "Understanding management policy inheritance" (operators),
"AI services opt-out policy syntax and examples", "Tag policy syntax and examples". Not checked: backup policies' plans.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

# What each type's content is about, by the one key at its top.
TOP: Final = {"AISERVICES_OPT_OUT_POLICY": "services", "BACKUP_POLICY": "plans", "TAG_POLICY": "tags"}

_VALUES: Final = ("@@assign", "@@append", "@@remove")
_CONTROL: Final = "@@operators_allowed_for_child_policies"


def problems(text: str, type: str) -> list[str]:
    """List why AWS would refuse the content as this type of policy; empty when it would not."""
    if type not in TOP:
        return [f"the type is {type}; expected one of {', '.join(TOP)}"]
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return ["the content is no JSON"]
    if not isinstance(content, Mapping) or set(content) != {TOP[type]}:
        return [f"the content must have one key, {TOP[type]}"]
    found = list(_operators(content, "content"))
    items = content[TOP[type]]
    if isinstance(items, Mapping) and not found:
        named = {name: item for name, item in items.items() if not name.startswith("@@")}
        found += {"services": _services, "tags": _tags}.get(TOP[type], _nothing)(named)
    return found


def _operators(value: Any, where: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{where} is {json.dumps(value)}; expected an object, or a value behind one of {', '.join(_VALUES)}"
        return
    for name, inner in value.items():
        if name == _CONTROL:
            if not isinstance(inner, list) or not all(isinstance(each, str) and each[:2] == "@@" for each in inner):
                yield f"{where}.{name} must be a list of operators"
        elif name in _VALUES:
            if isinstance(inner, Mapping):
                yield f"{where}.{name} is an object; expected a value or a list of values"
        elif name.startswith("@@"):
            yield f"{where}.{name} is no operator; expected one of {', '.join((*_VALUES, _CONTROL))}"
        else:
            yield from _operators(inner, f"{where}.{name}")


def _services(services: Mapping[str, Any]) -> Iterator[str]:
    for name, service in services.items():
        choice = service.get("opt_out_policy", {}).get("@@assign")
        if choice not in ("optIn", "optOut"):
            yield f"services.{name}.opt_out_policy is {json.dumps(choice)}; expected optIn or optOut"


def _tags(tags: Mapping[str, Any]) -> Iterator[str]:
    for name, tag in tags.items():
        key = tag.get("tag_key", {}).get("@@assign")
        if not isinstance(key, str) or key.casefold() != name.casefold():
            yield f"tags.{name}.tag_key is {json.dumps(key)}; expected {name} in the spelling that counts"
        for part in ("tag_value", "enforced_for"):
            if not isinstance(tag.get(part, {}).get("@@assign", []), list):
                yield f"tags.{name}.{part} must be a list"


def _nothing(_: Mapping[str, Any]) -> Iterator[str]:
    return iter(())
