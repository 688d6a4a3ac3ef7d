"""Read a resource's properties without ever tripping over what is not known yet.

A rule sees plain Python values. Reading a value that the engine doesn't know yet, or whose type is not the one
that the provider's schema promises, raises `Undecided`; the evaluation catches it, so that a rule is a total function
with three outcomes: pass, fail, undecided.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar

Item = TypeVar("Item")


class Undecided(Exception):
    """A rule needs a value that is not known yet; the argument is the property's path."""


class _Unknown:
    """The value of a property that the engine will only know after the resource exists."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = _Unknown()


class _AllUnknown(Mapping[str, Any]):
    """Properties of which nothing is known, not even which are set."""

    def __getitem__(self, name: str) -> Any:
        return UNKNOWN

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


ALL_UNKNOWN: Final = _AllUnknown()


def holds_unknown(value: object) -> bool:
    """Whether the value is unknown or contains an unknown value at any depth."""
    if isinstance(value, Mapping):
        return any(holds_unknown(item) for item in value.values())
    if isinstance(value, list):
        return any(holds_unknown(item) for item in value)
    return value is UNKNOWN


def each(items: Iterable[Item], check: Callable[[Item], Iterator[str]]) -> Iterator[str]:
    """Run a check over every item, so that one unknown item doesn't hide the violation of another.

    Raises:
        Undecided: after all items, when at least one could not be judged.
    """
    undecided: Undecided | None = None
    for item in items:
        try:
            yield from check(item)
        except Undecided as reason:
            undecided = reason
    if undecided is not None:
        raise undecided


class Block:
    """One property bag: a resource's inputs, or an object nested in them.

    Names are the provider's own (camelCase). Every reader raises `Undecided` when the value is unknown or has a
    type that the provider would refuse; a missing value is the given default.
    """

    __slots__ = ("_path", "_values")

    def __init__(self, values: Mapping[str, Any], path: str = "") -> None:
        self._values = values
        self._path = path

    def __contains__(self, name: str) -> bool:
        """Whether the property is set, be its value known or not."""
        return self._values.get(name) is not None

    def _known(self, name: str) -> Any:
        value = self._values.get(name)
        if value is UNKNOWN:
            raise Undecided(self.path(name))
        return value

    def path(self, name: str = "") -> str:
        """The path of a property from the resource's root, for messages."""
        return ".".join(part for part in (self._path, name) if part)

    def names(self) -> list[str]:
        """The names of the properties that are set."""
        return [name for name, value in self._values.items() if value is not None]

    def is_known(self, name: str) -> bool:
        """Whether the property's value, at every depth, is known (a missing one is)."""
        return not holds_unknown(self._values.get(name))

    def value(self, name: str) -> Any:
        """The plain value at any depth, or None when missing."""
        value = self._known(name)
        if holds_unknown(value):
            raise Undecided(self.path(name))
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean property; the strings "true" and "false" count, as they do for the provider."""
        value = self._known(name)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in ("true", "false"):
            return value.lower() == "true"
        raise Undecided(self.path(name))

    def text(self, name: str, default: str = "") -> str:
        """A string property."""
        value = self._known(name)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        raise Undecided(self.path(name))

    def number(self, name: str, default: float = 0) -> float:
        """A number property; numeric strings count, as they do for the provider."""
        value = self._known(name)
        if value is None:
            return default
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        if isinstance(value, str):
            try:
                return float(value)
            except ValueError:
                pass
        raise Undecided(self.path(name))

    def texts(self, name: str) -> list[str]:
        """A list of strings; a single string is a list of one."""
        value = self._known(name)
        if value is None:
            return []
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return items
        raise Undecided(self.path(name))

    def block(self, name: str) -> Block:
        """A nested object; an empty one when missing. A list of one object is that object."""
        blocks = self.blocks(name)
        return blocks[0] if blocks else Block({}, self.path(name))

    def blocks(self, name: str) -> list[Block]:
        """A list of nested objects; a single object is a list of one.

        An unknown item stays in the list: reading it is what is undecided.
        """
        value = self._known(name)
        if value is None:
            return []
        path = self.path(name)
        if isinstance(value, list):
            return [_nested(item, f"{path}[{index}]") for index, item in enumerate(value)]
        return [_nested(value, path)]

    def strings(self, unknown: str | None = None) -> Iterator[tuple[str, str]]:
        """Every known string at any depth, with its path; the given text stands for values that are not known."""
        yield from _strings(self._values, self._path, unknown)

    def json(self, name: str) -> Mapping[str, Any] | None:
        """A JSON document given as text or as an object; None when missing or empty, as AWS reports what is missing.

        Raises:
            Undecided: also when the text is no JSON object, which the provider refuses by itself.
        """
        value = self.value(name)
        if value == "":
            return None
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except (ValueError, RecursionError):
                raise Undecided(self.path(name)) from None
        if value is None or isinstance(value, Mapping):
            return value
        raise Undecided(self.path(name))


class _UnknownBlock(Block):
    """An object of a list whose content is not known: every read of it is undecided."""

    __slots__ = ()

    def _known(self, name: str) -> Any:
        raise Undecided(self.path(name))

    def __contains__(self, name: str) -> bool:
        raise Undecided(self.path(name))

    def names(self) -> list[str]:
        raise Undecided(self.path())

    def is_known(self, name: str) -> bool:
        return False


def _nested(item: Any, path: str) -> Block:
    if isinstance(item, Mapping):
        return Block(item, path)
    return _UnknownBlock({}, path)


def _strings(value: object, path: str, unknown: str | None) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif value is UNKNOWN and unknown is not None:
        yield path, unknown
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _strings(item, f"{path}.{name}" if path else str(name), unknown)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, f"{path}[{index}]", unknown)
