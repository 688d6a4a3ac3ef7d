"""Packs are queries over the catalogue: which controls by framework, severity, service, practice and tier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from ._frameworks import Framework
from ._model import Control, Severity, Tier
from ._practices import PRACTICES
from ._requirements import requirements


class SelectionError(ValueError):
    """A query names what doesn't exist; the message lists every such name."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Each field that is given narrows the selection; several values of one field widen it.

    frameworks: controls that map to one of these.
    severity: controls of at least this severity.
    services: controls whose id begins with one of these.
    practices: controls that serve one of these practices, or a practice of one of these areas (such as data).
    tier: controls that this posture asks for, its smaller ones included.
    ids: these controls.
    """

    frameworks: tuple[str, ...] = ()
    severity: str = ""
    services: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    tier: str = ""
    ids: tuple[str, ...] = ()

    def of(self, controls: Iterable[Control]) -> tuple[Control, ...]:
        """The selected controls, in their order.

        Raises:
            SelectionError: a name is unknown, or no control is left.
        """
        controls = tuple(controls)
        self._refuse_unknown_names(controls)
        selected = tuple(control for control in controls if self._takes(control))
        if not selected:
            raise SelectionError("no control is selected; got a query that nothing matches, expected a wider one")
        return selected

    def _takes(self, control: Control) -> bool:
        return (
            (not self.frameworks or any(each in self.frameworks for each in requirements(control)))
            and (not self.severity or _rank(Severity, control.severity) <= _rank(Severity, self.severity))
            and (not self.services or _service(control) in self.services)
            and (not self.practices or any({id, _area(id)} & {*self.practices} for id in control.practices))
            and (not self.tier or _rank(Tier, control.tier) <= _rank(Tier, self.tier))
            and (not self.ids or control.id in self.ids)
        )

    def _refuse_unknown_names(self, controls: tuple[Control, ...]) -> None:
        vocabularies: dict[str, tuple[tuple[str, ...], set[str]]] = {
            "framework": (self.frameworks, {*Framework}),
            "severity": ((self.severity,) if self.severity else (), {*Severity}),
            "service": (self.services, set(map(_service, controls))),
            "practice": (self.practices, {*PRACTICES, *map(_area, PRACTICES)}),
            "tier": ((self.tier,) if self.tier else (), {*Tier}),
            "control": (self.ids, {control.id for control in controls}),
        }
        mistakes = [
            f"there is no {kind} {name!r}; expected {_nearest(name, known)}"
            for kind, (names, known) in vocabularies.items()
            for name in names
            if name not in known
        ]
        if mistakes:
            raise SelectionError("\n".join(mistakes))


def _rank(order: type[Severity | Tier], value: str) -> int:
    return [str(item) for item in order].index(value)


def _service(control: Control) -> str:
    return control.id.partition(".")[0]


def _area(practice: str) -> str:
    return practice.partition(".")[0]


def _nearest(name: str, known: set[str]) -> str:
    nearest = get_close_matches(name, known, n=3, cutoff=0.5)
    return " or ".join(nearest) if nearest else f"one of {', '.join(sorted(known))}"
