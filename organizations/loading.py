"""Read an organization file, or say everything that is wrong with it at once."""

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel, ValidationError

from organizations import _yaml
from organizations._fields import DISAGREEMENT, REFUSAL
from organizations._rules import disagreements
from organizations.model import Organization, Unit
from organizations.problems import UNKNOWN, Finding, Location, OrganizationFileError, Problem, dotted, printable, shown

MAX_BYTES: Final = 1_000_000
"""Size of the largest file that is read; ten thousand accounts don't need more."""

# What YAML takes no document with, NUL bytes among them.
_CONTROL: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EXAMPLE: Final = "start from organizations/example.yaml"
_SUGGESTIONS: Final = 20  # problems that get a "did you mean", since looking for one takes time
_CHOICES: Final = 1000  # names that one is looked for among
_CHOICE_LENGTH: Final = 200  # characters of the name that it is looked for


def load(path: str | os.PathLike[str]) -> Organization:
    """Read the organization file at path.

    Raises OrganizationFileError, and nothing else, with all the problems that stand in the way.
    """
    file = os.fspath(path)
    try:
        content = _content(Path(file))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problem = Problem("", reason.lower(), "a file that can be read", "check the path and its permissions")
        raise OrganizationFileError(file, [problem]) from None
    return parse(content, file)


def parse(content: bytes, file: str) -> Organization:
    """Read the content of an organization file; `file` is its name in the report.

    Raises OrganizationFileError, and nothing else, with all the problems that stand in the way.
    """
    data, lines, findings = _document(content)
    if data is not UNKNOWN:
        try:
            organization = Organization.model_validate(data)
        except ValidationError as error:
            findings += _judgements(data, error)
        else:
            if not findings:
                return organization
    problems = [_problem(each, lines) for each in _suggesting(findings)]
    raise OrganizationFileError(file, sorted(problems, key=lambda each: each.line or 0))


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise ValueError("a directory")
    if not path.is_file() and path.exists():
        raise ValueError("not a regular file")
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _document(content: bytes) -> _yaml.Document:
    if len(content) > MAX_BYTES:
        expected, fix = f"at most {MAX_BYTES} bytes", f"is this the right file? {_EXAMPLE}"
        return _unreadable(Finding((), f"more than {MAX_BYTES} bytes", expected, fix))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        value = f"\\x{error.object[error.start]:02x}"
        return _unreadable(Finding((), value, "text in UTF-8", "save the file as UTF-8", line=line))
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        return _unreadable(Finding((), control[0], "text without control characters", "remove it", line=line))
    return _yaml.read(text)


def _unreadable(finding: Finding) -> _yaml.Document:
    return _yaml.Document(UNKNOWN, {}, [finding])


def _judgements(data: Any, error: ValidationError) -> Iterator[Finding]:
    """Yield what is wrong with single values, then what the values that are sound disagree on."""
    errors = [each for each in error.errors(include_url=False) if each["type"] != DISAGREEMENT]
    yield from (_finding(each) for each in errors if each["input"] is not UNKNOWN)
    spoiled = {each["loc"][:length] for each in errors for length in range(len(each["loc"]) + 1)}
    yield from disagreements(_readable(Organization, data, spoiled))


def _finding(error: Any) -> Finding:
    location, value = error["loc"], error["input"]
    match error["type"]:
        case kind if kind == REFUSAL:
            return Finding(location, value, **error["ctx"])
        case "missing":
            name = str(location[-1])
            what = _section(location[:-1]).model_fields[name].description or name
            return Finding(location, None, what[0].lower() + what[1:].rstrip("."), f"add {name}")
        case "extra_forbidden":
            known = tuple(_section(location[:-1]).model_fields)
            return Finding(location, location[-1], f"one of the keys {', '.join(known)}", "remove it", known)
        case "tuple_type":
            return Finding(location, value, "a list", "write each value on a line of its own after a hyphen")
        case _ if not location:
            keys = ", ".join(name for name, field in Organization.model_fields.items() if field.is_required())
            return Finding(location, value, f"an organization: {keys}", _EXAMPLE)
        case _:
            return Finding(location, value, "a mapping", "write its keys below it, indented, or {} for none")


def _section(location: Location) -> Any:
    """Find the section of the model that a location leads to."""
    kind: Any = Organization
    for part in location:
        kind = kind.model_fields[part].annotation if _is_section(kind) else _items(kind)
    return kind


def _items(kind: Any) -> Any:
    """The kind of what a list or a mapping holds."""
    return get_args(kind)[0 if get_origin(kind) is tuple else 1]


def _is_section(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _readable(kind: Any, data: Any, spoiled: Set[Location], here: Location = ()) -> Any:
    """Give data as the kind that it should be, with UNKNOWN in place of each value that is not sound."""
    if _is_section(kind):
        given = data if isinstance(data, dict) else dict.fromkeys(kind.model_fields, UNKNOWN)
        values = {}
        for name, field in kind.model_fields.items():
            if name in given:
                values[name] = _readable(field.annotation, given[name], spoiled, (*here, name))
            else:
                values[name] = UNKNOWN if field.is_required() else field.get_default(call_default_factory=True)
        return kind.model_construct(**values)
    container, parts = get_origin(kind), get_args(kind)
    # Units stand or fall together: no path can be missed in a tree that could not be read.
    if container is Mapping and isinstance(data, dict) and not (parts[1] is Unit and here in spoiled):
        return {name: _readable(parts[1], value, spoiled, (*here, name)) for name, value in data.items()}
    if container is tuple and isinstance(data, list):
        return tuple(_readable(parts[0], value, spoiled, (*here, index)) for index, value in enumerate(data))
    return UNKNOWN if here in spoiled else data


def _suggesting(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings; the first of those that have choices get the nearest one as their fix."""
    left = _SUGGESTIONS
    for finding in findings:
        fix = finding.fix
        if finding.choices and left:
            left -= 1
            choices = {each.casefold(): each for each in finding.choices[:_CHOICES]}
            near = difflib.get_close_matches(str(finding.value)[:_CHOICE_LENGTH].casefold(), choices, 1)
            fix = f'did you mean "{printable(choices[near[0]])}"?' if near else fix
        yield finding._replace(fix=fix)


def _problem(finding: Finding, lines: Mapping[Location, int]) -> Problem:
    location, line = finding.location, finding.line
    above = (location[:length] for length in range(len(location), -1, -1))
    line = line or next((lines[each] for each in above if each in lines), None)
    return Problem(dotted(location), shown(finding.value), finding.expected, finding.fix, line)
