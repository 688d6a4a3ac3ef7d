"""The YAML that an organization file may use: plain data that every YAML reader understands alike.

Mappings with text as keys, lists, text, whole numbers, decimals, true, false and null. Anchors, aliases, tags,
duplicate keys and what YAML 1.1 and 1.2 read differently (`no`, `012`, `2026-01-01`) are findings, not surprises.
Nothing is constructed but plain values, and what would grow (aliases) or sink (nesting) is refused on the way in.
"""

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

import yaml

from organizations.problems import UNKNOWN, Finding, Location, shown

MAX_DEPTH: Final = 32
"""Levels of nesting that are read; five nested units need eleven."""
MAX_VALUES: Final = 100_000
"""Values that are read; ten thousand accounts need half of them."""

_READER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVE: Final[Callable[[type, str, tuple[bool, bool]], str]] = yaml.resolver.Resolver().resolve
_WHOLE_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_NUMBER_IN_YAML_1_2: Final = re.compile(r"[-+]?(0o[0-7]+|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)")
_READ_AS: Final = {
    "bool": "a switch",
    "int": "a number",
    "float": "a number",
    "timestamp": "a date",
    "null": "nothing",
    "merge": "a merge",
    "value": "a default value",
    "yaml": "YAML syntax",
}


class Document(NamedTuple):
    """What a file says: its data, the line of each location, and what could not be read (UNKNOWN in the data)."""

    data: Any
    lines: dict[Location, int]
    findings: list[Finding]


class _Unreadable(Exception):
    """The file can't be read any further."""


def read(text: str) -> Document:
    """Read one YAML document; a file that breaks off gives UNKNOWN and the finding that says where."""
    document = _Composer(text)
    try:
        data = document.compose()
    except _Unreadable:
        data = UNKNOWN
    except yaml.YAMLError as error:
        document.findings.append(_syntax_finding(text, error))
        data = UNKNOWN
    return Document(data, document.lines, document.findings)


class _Composer:
    """Turns the parser's events into plain data, so that no document can make it build anything else."""

    def __init__(self, text: str) -> None:
        self.events = yaml.parse(text, Loader=_READER)
        self.lines: dict[Location, int] = {}
        self.findings: list[Finding] = []

    def compose(self) -> Any:
        data = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, (), "---", "a single document", "remove what starts on this line")
                    raise _Unreadable
            elif isinstance(event, yaml.NodeEvent):
                data = self._value(event, ())
        return data

    def _value(self, event: Any, at: Location) -> Any:
        self.lines.setdefault(at, _line(event))
        if len(at) > MAX_DEPTH:
            self._refuse(event, at, len(at), f"at most {MAX_DEPTH} levels of nesting", "flatten the file")
            raise _Unreadable
        if len(self.lines) > MAX_VALUES:
            self._refuse(event, at, len(self.lines), f"at most {MAX_VALUES} values", "is this the right file?")
            raise _Unreadable
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, at, f"*{event.anchor}", "a value, not an alias", "write the value out")
            return UNKNOWN
        self._refuse_anchor(event, at)
        if isinstance(event, yaml.MappingStartEvent):
            value: Any = self._mapping(at)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(at)
        else:
            value = self._scalar(event, at)
        if event.tag:
            self._refuse(event, at, event.tag, "a value without a tag", "remove the tag")
            return UNKNOWN
        return value

    def _mapping(self, at: Location) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, at)
            if key is None:
                self._value(next(self.events), (*at, "?"))
                continue
            here = (*at, key)
            first = self.lines.setdefault(here, _line(event))
            value = self._value(next(self.events), here)
            if key in mapping:
                self._refuse(event, here, key, f"each key once (this one is on line {first} too)", "keep one of them")
            mapping.setdefault(key, value)
        return mapping

    def _key(self, event: Any, at: Location) -> str | None:
        """Read a key: the text that was written, with a finding if that is not plain text, or None if there is none."""
        if not isinstance(event, yaml.ScalarEvent) or event.tag:
            value = self._value(event, (*at, "?"))
            if value is not UNKNOWN:
                self._refuse(event, at, value, "text as a key", "write the key as plain text")
            return None
        key: str = event.value
        self._refuse_anchor(event, (*at, key))
        if event.implicit[0] and (kind := _kind(key)) != "str":
            expected = f"quotes around this key (without them YAML readers see {_READ_AS[kind]})"
            self._refuse(event, (*at, key), key, expected, f"write {shown(key)} in quotes")
        return key

    def _sequence(self, at: Location) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, (*at, len(items))))
        return items

    def _scalar(self, event: Any, at: Location) -> Any:
        text: str = event.value
        if not event.implicit[0]:
            return text
        kind = _kind(text)
        match kind:
            case "str":
                return text
            case "null":
                return None
            case "bool" if text.lower() in ("true", "false"):
                return text.lower() == "true"
            case "int" if _WHOLE_NUMBER.fullmatch(text):
                return int(text)
            case "float" if _DECIMAL.fullmatch(text):
                return float(text)
        expected = f"quotes around it (without them some YAML readers see {_READ_AS[kind]})"
        also = ", or true or false for a switch" if kind == "bool" else ""
        self._refuse(event, at, text, expected, f"write {shown(text)} in quotes for text{also}")
        return UNKNOWN

    def _refuse_anchor(self, event: Any, at: Location) -> None:
        if event.anchor:
            self._refuse(event, at, f"&{event.anchor}", "a value without an anchor", "remove the anchor")

    def _refuse(self, event: Any, at: Location, value: object, expected: str, fix: str) -> None:
        self.findings.append(Finding(at, value, expected, fix, line=_line(event)))


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


def _kind(text: str) -> str:
    """Say what readers take unquoted text for: `str` if all agree, else `bool`, `int`, `null`, `timestamp`..."""
    kind = _RESOLVE(yaml.ScalarNode, text, (True, False)).rpartition(":")[2]
    return "int" if kind == "str" and _NUMBER_IN_YAML_1_2.fullmatch(text) else kind


def _syntax_finding(text: str, error: yaml.YAMLError) -> Finding:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it can't be parsed"
    number = mark.line if mark else 0
    line = (text.splitlines() or [""])[number : number + 1]
    tabs = bool(line) and "\t" in line[0][: len(line[0]) - len(line[0].lstrip())]
    fix = "indent with spaces, not tabs" if tabs else "look at indentation, quotes and colons here and above"
    return Finding((), line[0].strip() if line else None, f"YAML ({problem})", fix, line=number + 1)
