"""What is wrong with an organization file, in the words of the person who wrote it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

Location = tuple[str | int, ...]
"""Where a value stands: the keys and list indices that lead to it, such as `("accounts", "payments", "email")`."""


class _Unknown:
    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final[Any] = _Unknown()
"""Stands where a value could not be read, so that everything around it can still be judged."""


class Finding(NamedTuple):
    """One thing that is wrong with the value at a location, before it is put in words."""

    location: Location
    value: object
    expected: str
    fix: str
    choices: Sequence[str] = ()
    line: int | None = None


@dataclass(frozen=True)
class Problem:
    """One thing to mend in an organization file.

    `path` is where it stands, such as `accounts.payments.email` (empty for the file as a whole); `value` is what
    stands there, shortened; `line`, counted from 1, is where to look, None for the file as a whole.
    """

    path: str
    value: str
    expected: str
    fix: str
    line: int | None = None


class OrganizationFileError(ValueError):
    """An organization file that can't be used; its text is the whole report, the count first.

    `file` is the file as it was named, `problems` holds every problem that was found, never none.
    """

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        super().__init__(file, self.problems)

    def __str__(self) -> str:
        file = printable(self.file)
        count = counted(len(self.problems), "problem")
        return "\n".join([f"{count} in {file}", *(_sentence(file, each) for each in self.problems)])


def _sentence(file: str, problem: Problem) -> str:
    place = [file if problem.line is None else f"{file}:{problem.line}", *filter(None, [problem.path])]
    return f"{': '.join(place)}: got {problem.value}; expected {problem.expected}; {problem.fix}"


def dotted(location: Location) -> str:
    """Write a location as a path: `regions[1]`, `accounts.payments.email`."""
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{_short(part, 60)}"
    return path.removeprefix(".")


def shown(value: object) -> str:
    """Show a value on one short line: text in quotes, what is large by its size."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{_short(value, 80)}"'
    if isinstance(value, Mapping):
        return f"a mapping of {counted(len(value), 'key')}"
    if isinstance(value, list | tuple):
        return f"a list of {counted(len(value), 'item')}"
    return str(value)


def counted(number: int, noun: str) -> str:
    """Say how many: `1 account`, `2 accounts`."""
    return f"{number} {noun}{'s' * (number != 1)}"


def printable(text: str) -> str:
    """Escape what a terminal would act on or could not show."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)


def _short(text: str, length: int) -> str:
    start = printable(text[: length + 1])
    return start if len(start) <= length else f"{start[: length - 3]}..."
