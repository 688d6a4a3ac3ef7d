"""What a rehearsal proves by trying: the calls that must be denied are, and those that must work do."""

from __future__ import annotations

from dataclasses import dataclass

from organizations.model import Organization

from .aws import EmbeddedAws
from .graph import Graph


@dataclass(frozen=True)
class Proof:
    """One thing that was tried: its name, the practices that it proves, whether it held, and what was seen."""

    name: str
    practices: tuple[str, ...]
    held: bool
    seen: str


def prove(aws: EmbeddedAws, organization: Organization, graph: Graph) -> list[Proof]:
    """Try everything that the practices promise on the rehearsed organization."""
    return []
