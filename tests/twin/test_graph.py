"""The graph knows what waits for what: by dependencies, by what the components around wait for, and by providers.

Not proved: that the engine keeps to it, which the tests of the real engine show.
"""

from __future__ import annotations

import pytest

from twin.graph import Graph, Node


def _node(name: str, *after: str, parent: str = "", provider: str = "") -> Node:
    return Node(name, "test:index:Thing", name, {}, {}, parent=parent, provider=provider, dependencies=after)


def _graph(*nodes: Node) -> Graph:
    graph = Graph()
    for node in nodes:
        graph.add(node)
    return graph


def test_a_resource_waits_for_its_dependencies_and_theirs() -> None:
    graph = _graph(_node("a"), _node("b", "a"), _node("c", "b"), _node("d"))
    assert graph.depends_on(graph["c"], graph["a"])
    assert not graph.depends_on(graph["a"], graph["c"])
    assert not graph.depends_on(graph["c"], graph["d"])


def test_a_resource_waits_for_what_the_components_around_it_wait_for() -> None:
    graph = _graph(_node("a"), _node("outer", "a"), _node("inner", parent="outer"), _node("b", parent="inner"))
    assert graph.depends_on(graph["b"], graph["a"])


def test_a_resource_waits_for_what_its_provider_waits_for() -> None:
    graph = _graph(_node("account"), _node("provider", "account"), _node("b", provider="provider::some-id"))
    assert graph.depends_on(graph["b"], graph["account"])


def test_what_stands_in_another_stack_is_no_hindrance() -> None:
    assert _graph(_node("a", "elsewhere", parent="stack")).closure(_node("a", "elsewhere")) == {"elsewhere", ""}


def test_a_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match="duplicate resource URN a"):
        _graph(_node("a"), _node("a"))
