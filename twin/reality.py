"""Invariants of the resource graph that an emulator can't show and AWS would punish."""

from __future__ import annotations

from dataclasses import dataclass

from organizations.model import Organization

from .graph import Graph


@dataclass(frozen=True)
class Broken:
    """One invariant that one resource breaks: the check's name, the resource's URN, and what to do."""

    check: str
    urn: str
    message: str


def check(graph: Graph, organization: Organization) -> list[Broken]:
    """Run every check over the graph."""
    return []
