"""The resource graph that a program describes, as the engine would keep it: what every check of a rehearsal reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .handlers import State


@dataclass(frozen=True)
class Node:
    """One registered resource with its options.

    account, region: where it lives; empty for components. inputs and outputs are in camelCase.
    defaulted: inputs that the provider filled in, not the program. state: how far the twin carried it out; None for
    components and providers.
    """

    urn: str
    type: str
    name: str
    inputs: Mapping[str, Any]
    outputs: Mapping[str, Any]
    id: str = ""
    parent: str = ""
    provider: str = ""
    account: str = ""
    region: str = ""
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    protect: bool = False
    retain_on_delete: bool = False
    ignore_changes: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()
    error_hooks: tuple[str, ...] = ()
    custom: bool = True
    defaulted: frozenset[str] = frozenset()
    state: State | None = None


class Graph:
    """The nodes in the order in which they were registered, by URN and by type."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}

    def add(self, node: Node) -> None:
        """Add a node.

        Raises:
            ValueError: the URN is taken, which the engine refuses too.
        """
        if node.urn in self._nodes:
            raise ValueError(f"duplicate resource URN {node.urn}; give one of the two resources another name")
        self._nodes[node.urn] = node

    def __iter__(self) -> Iterator[Node]:
        return iter(self._nodes.values())

    def __len__(self) -> int:
        return len(self._nodes)

    def __getitem__(self, urn: str) -> Node:
        return self._nodes[urn]

    def of_type(self, *types: str) -> list[Node]:
        """The nodes of the given type tokens, in the order of registration."""
        return [node for node in self if node.type in types]

    def resources(self) -> list[Node]:
        """The nodes that stand for something in AWS: neither components nor providers."""
        return [node for node in self if node.state is not None]

    def ancestors(self, node: Node) -> Iterator[Node]:
        """The components around a node, innermost first."""
        while node.parent in self._nodes:
            node = self._nodes[node.parent]
            yield node

    def depends_on(self, node: Node, other: Node) -> bool:
        """Whether the node is only made after the other one, directly or through others."""
        return other.urn in self.closure(node)

    def closure(self, node: Node) -> set[str]:
        """The URNs of everything that the node waits for: a component's dependencies hold back all that is in it."""
        seen: set[str] = set()
        pending = _waits_for(node)
        while pending:
            urn = pending.pop()
            if urn not in seen:
                seen.add(urn)
                if urn in self._nodes:
                    pending += _waits_for(self._nodes[urn])
        return seen


def _waits_for(node: Node) -> list[str]:
    """The URNs that the engine has to know before it registers the node; a provider's reference ends in its id."""
    return [*node.dependencies, node.parent, node.provider.rpartition("::")[0]]
