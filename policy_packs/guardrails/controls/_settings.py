"""Settings that many types have in one form or another: where each type has it, and what it must say.

For controls that are one requirement and a table of types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ._model import Example, Given, example
from ._properties import Block, each
from ._resources import Resource

_EACH, _ONLY, _OPTIONAL = "[]", "[0]", "?"
_MARK = re.compile(r"\[0?\]$|\?$")


ANYTHING: Final[tuple[str, ...]] = ()


@dataclass(frozen=True)
class Setting:
    """One input of a type, and what it must say.

    path: from the root; a segment that ends in [] stands for each object of a list, one that ends in ? for an object
        that may be missing, one that ends in [0] for the only object of a list.
    expected: a flag, or the texts that pass, or ANYTHING that isn't empty.
    unset: what AWS takes when it is left out.
    """

    path: str
    expected: bool | tuple[str, ...]
    unset: bool | str = False

    def problems(self, resource: Resource, consequence: str) -> Iterator[str]:
        """A message for each object in which the setting doesn't say what it must, with what follows from that."""
        *parents, name = self.path.split(".")

        def check(block: Block) -> Iterator[str]:
            if isinstance(self.expected, bool):
                value: bool | str = block.flag(name, default=self.unset is True)
                got, wanted = str(value).lower(), str(self.expected).lower()
            else:
                value = block.text(name) or self.unset
                got, wanted = str(value or "missing"), " or ".join(self.expected) or "a value"
            if not self.accepts(value):
                yield f"{consequence}; got {block.path(name)} {got}, expected {wanted}"

        yield from reach(resource, parents, check)

    def accepts(self, value: bool | str) -> bool:
        """Whether the setting may have the value."""
        if isinstance(self.expected, bool):
            return value is self.expected
        return value in self.expected if self.expected else bool(value)


def reach(block: Block, parents: list[str], check: Callable[[Block], Iterator[str]]) -> Iterator[str]:
    """What a check says of each object that the segments of a path lead to."""
    if not parents:
        yield from check(block)
        return
    first, *rest = parents
    name = _MARK.sub("", first)
    if may_be_missing(first):
        yield from each(block.blocks(name), lambda item: reach(item, rest, check))
    else:
        yield from reach(block.block(name), rest, check)


def may_be_missing(path: str) -> bool:
    """Whether there may be nothing to judge at the path."""
    return _EACH in path or _OPTIONAL in path


def inputs_at(path: str, value: Any) -> dict[str, Any]:
    """Inputs that hold the value at the path, for examples."""
    first, _, rest = path.partition(".")
    inner = inputs_at(rest, value) if rest else value
    return {_MARK.sub("", first): [inner] if first.endswith((_EACH, _ONLY)) else inner}


def merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Both inputs in one, for examples; a list has one object."""
    found = dict(one)
    for name, value in other.items():
        if name not in found or not isinstance(value, dict | list):
            found[name] = value
        elif isinstance(value, list):
            found[name] = [merged(found[name][0], value[0])]
        else:
            found[name] = merged(found[name], value)
    return found


def examples(table: Mapping[str, tuple[Setting, ...]]) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Good and bad examples of each type: of each setting each value that passes, one that doesn't, and none."""
    good: list[Example] = []
    bad: list[Example] = []
    for type, settings in table.items():
        for setting in settings:
            others: dict[str, Any] = {}
            for other in settings:
                if other is not setting:
                    others = merged(others, inputs_at(other.path, _passing(other)[0]))
            values = (*_passing(setting), *_failing(setting), None)
            for value in values:
                inputs = merged(others, inputs_at(setting.path, value))
                shown = example(f"{type}, {setting.path}, {'omitted' if value is None else value}", Given(type, inputs))
                (good if setting.accepts(setting.unset if value is None else value) else bad).append(shown)
            if may_be_missing(setting.path):
                good.append(example(f"{type}, {setting.path}, nothing to judge", Given(type, others)))
    return tuple(good), tuple(bad)


def _passing(setting: Setting) -> tuple[bool | str, ...]:
    if isinstance(setting.expected, bool):
        return (setting.expected,)
    return setting.expected or ("arn:aws:logs:eu-central-1:111122223333:log-group:shop",)


def _failing(setting: Setting) -> tuple[bool | str, ...]:
    return (not setting.expected,) if isinstance(setting.expected, bool) else ("NONE",) if setting.expected else ("",)
