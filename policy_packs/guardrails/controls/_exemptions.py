"""Exemptions: a named resource is left alone by one control, for a reason, until a day, and somebody answers for it.

They stand in the pack's configuration, which the platform team keeps, not on the resource, whose author would be
exempting himself. An exemption that is used is reported; one that is expired, unmatched, incomplete or too wide is a
violation itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase
from typing import Any

LONGEST = timedelta(days=366)
_MOST_RESOURCES = 10

SCHEMA: Mapping[str, Any] = {
    "type": "array",
    "description": "Resources that a control leaves alone, each with an owner, a reason and a last day.",
    "items": {
        "type": "object",
        "required": ["control", "resource", "owner", "reason", "expires"],
        "additionalProperties": False,
        "properties": {
            "control": {"type": "string", "description": "The control's id."},
            "resource": {"type": "string", "description": "The resource's name or URN; * stands for any text."},
            "owner": {"type": "string", "description": "Who answers for the risk."},
            "reason": {"type": "string", "description": "Why the control can't be met, in a sentence."},
            "expires": {"type": "string", "format": "date", "description": "The last day, at most a year ahead."},
        },
    },
}


@dataclass(frozen=True)
class Exemption:
    """One entry; the fields are those of the schema."""

    control: str
    resource: str
    owner: str
    reason: str
    expires: date | None

    def covers(self, control: str, urn: str) -> bool:
        """Whether the entry is about the control and the resource, be it valid or not."""
        name = urn.rpartition("::")[2]
        return self.control == control and (_is_like(name, self.resource) or _is_like(urn, self.resource))

    def is_about_another(self, stack: str) -> bool:
        """Whether the entry names a resource of another stack than the one whose URNs begin so."""
        prefix = "::".join(self.resource.split("::")[:2])
        return prefix.startswith("urn:pulumi:") and "::" in prefix and not _is_like(stack, prefix)

    def __str__(self) -> str:
        return f"the exemption of {self.resource or 'nothing'} from {self.control or 'no control'}"


class Exemptions:
    """The exemptions of one pack, and which resources each of them was used for.

    entries: the items of the configuration, of any shape.
    controls: the ids that exist.
    """

    def __init__(self, entries: object, controls: Iterable[str], today: date) -> None:
        items = entries if isinstance(entries, Sequence) and not isinstance(entries, str) else ()
        self._entries = tuple(_read(item) for item in items)
        known = frozenset(controls)
        self._mistakes = {entry: list(_mistakes(entry, known, today)) for entry in self._entries}
        self._used: dict[Exemption, set[str]] = {entry: set() for entry in self._entries}

    def of(self, control: str, urn: str) -> Exemption | None:
        """The valid exemption that covers a violation, which is thereby used; None when there is none."""
        found = None
        for entry in self._entries:
            if entry.covers(control, urn):
                self._used[entry].add(urn)
                found = found or (None if self._mistakes[entry] else entry)
        return found

    def unused(self) -> list[Exemption]:
        """The entries that no violation has needed so far."""
        return [entry for entry in self._entries if not self._used[entry]]

    def violations(self, stack: str) -> Iterator[str]:
        """What is wrong with the exemptions, after all resources were judged.

        stack: how the URNs of its resources begin; an entry that begins with another stack's is not about this one.
        """
        for entry in self._entries:
            if entry.is_about_another(stack):
                continue
            yield from self._mistakes[entry]
            used = self._used[entry]
            if not used:
                yield (
                    f"{entry} exempts nothing; got no violation of such a resource in this stack, "
                    "expected one; remove the entry"
                )
            elif len(used) > _MOST_RESOURCES:
                yield (
                    f"{entry} is too wide; got {len(used)} resources, expected at most {_MOST_RESOURCES}; "
                    "name the resources one by one, or disable the control"
                )


def _is_like(text: str, pattern: str) -> bool:
    # Brackets are part of many names, such as those that a loop makes.
    return fnmatchcase(text, pattern.replace("[", "[[]"))


def _read(item: object) -> Exemption:
    fields = item if isinstance(item, Mapping) else {}
    texts = {name: value.strip() if isinstance(value := fields.get(name), str) else "" for name in _NAMES}
    try:
        expires = date.fromisoformat(texts.pop("expires"))
    except ValueError:
        expires = None
    return Exemption(expires=expires, **texts)


_NAMES = ("control", "resource", "owner", "reason", "expires")


def _mistakes(entry: Exemption, controls: frozenset[str], today: date) -> Iterator[str]:
    if entry.control not in controls:
        yield f"{entry} is about an unknown control; got {entry.control!r}, expected the id of one; correct the id"
    if not entry.resource.strip("*?:"):
        yield f"{entry} is too wide; got {entry.resource!r}, expected a resource's name or URN; name the resource"
    if not entry.owner:
        yield f"{entry} has no owner; got nothing, expected who answers for the risk; add an owner"
    if len(entry.reason.split()) < 3:
        yield f"{entry} has no reason; got {entry.reason!r}, expected a sentence; say why the control can't be met"
    if entry.expires is None:
        yield f"{entry} has no last day; got no date, expected expires as YYYY-MM-DD; add one"
    elif entry.expires < today:
        yield f"{entry} has expired; got {entry.expires}, expected a day to come; meet the control or renew the entry"
    elif entry.expires > today + LONGEST:
        yield f"{entry} lasts too long; got {entry.expires}, expected at most a year ahead; set a nearer day"
