"""Metric filters' patterns for JSON events, and which events they match.

Source: CloudWatch Logs user guide, "Filter pattern syntax for metric filters": comparisons of fields, joined by && and
||, of which && binds more strongly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from .._documents import matches

Event = Mapping[str, Any]
Test = Callable[[Event], bool]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<symbol> && | \|\| | != | >= | <= | [(){}=<>] )
    | "(?P<quoted> (?:[^"\\]|\\.)* )"
    | (?P<word> [^\s(){}=!<>&|"]+ )
    )""",
    re.VERBOSE,
)
_MISSING = object()
# How deep parentheses may be nested; AWS limits the length of a pattern.
_DEEPEST = 64


class Unreadable(ValueError):
    """The pattern is not one for JSON events."""


def parsed(pattern: str) -> Test:
    """What tells whether an event matches the pattern.

    Raises:
        Unreadable: the pattern is not one for JSON events.
    """
    reader = _Reader(_tokens(pattern.strip()))
    reader.take("{")
    test = reader.either()
    reader.take("}")
    if reader.peek() is not None:
        raise Unreadable(pattern)
    return test


def _tokens(text: str) -> list[tuple[str, str]]:
    """The kinds and texts of the pattern's tokens."""
    found, position = [], 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None or token.lastgroup is None:
            raise Unreadable(text)
        kind = token.lastgroup
        value = token[kind]
        found.append((kind, re.sub(r"\\(.)", r"\1", value) if kind == "quoted" else value))
        position = token.end()
    return found


class _Reader:
    """A pattern's tokens, read from left to right."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def peek(self) -> tuple[str, str] | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def is_next(self, symbol: str) -> bool:
        """Whether the symbol comes next; then it is read."""
        if self.peek() != ("symbol", symbol):
            return False
        self._next += 1
        return True

    def take(self, symbol: str) -> None:
        if not self.is_next(symbol):
            raise Unreadable(f"expected {symbol}")

    def text(self, *kinds: str) -> str:
        token = self.peek()
        if token is None or token[0] not in kinds:
            raise Unreadable("expected a field or a value")
        self._next += 1
        return token[1]

    def either(self) -> Test:
        tests = [self.both()]
        while self.is_next("||"):
            tests.append(self.both())
        return lambda event: any(test(event) for test in tests)

    def both(self) -> Test:
        tests = [self.one()]
        while self.is_next("&&"):
            tests.append(self.one())
        return lambda event: all(test(event) for test in tests)

    def one(self) -> Test:
        if not self.is_next("("):
            return self.comparison()
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable("too deep")
        test = self.either()
        self.take(")")
        self._depth -= 1
        return test

    def comparison(self) -> Test:
        field = self.text("word")
        if not field.startswith("$."):
            raise Unreadable(field)
        path = field[2:].split(".")
        if self.is_next("="):
            wanted = self.text("quoted", "word")
            return lambda event: _is(_value(event, path), wanted)
        if self.is_next("!="):
            unwanted = self.text("quoted", "word")
            return lambda event: not _is(_value(event, path), unwanted)
        words = self.text("word").upper()
        if words in ("IS", "NOT"):
            words = f"{words} {self.text('word').upper()}"
        return _stated(path, words)


def _stated(path: list[str], words: str) -> Test:
    if words == "NOT EXISTS":
        return lambda event: _value(event, path) is _MISSING
    if words == "EXISTS":
        return lambda event: _value(event, path) is not _MISSING
    if words in ("IS TRUE", "IS FALSE"):
        return lambda event: _value(event, path) is (words == "IS TRUE")
    if words == "IS NULL":
        return lambda event: _value(event, path) is None
    raise Unreadable(words)


def _value(event: Any, path: list[str]) -> Any:
    for name in path:
        if not isinstance(event, Mapping) or name not in event:
            return _MISSING
        event = event[name]
    return event


def _is(value: Any, wanted: str) -> bool:
    """Whether a field has the value, in which * stands for any text."""
    return isinstance(value, str) and matches(wanted, value)
