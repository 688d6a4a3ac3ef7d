"""No property bag, however wrong, keeps a control from judging: whatever users write reaches the rules.

Bags are arbitrary, or examples with arbitrary parts, and hold unknown values anywhere. Also the readers that make this
possible. Not proved: that the verdict on such a bag is useful, only that there is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pulumi_policy import EnforcementLevel

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import ANY_TYPE, Control, ResourceRule
from policy_packs.guardrails.controls._properties import UNKNOWN, Block, Undecided, each, holds_unknown
from policy_packs.guardrails.controls._resources import Resource
from policy_packs.guardrails.controls._wire import plain
from tests.policy_packs import _engine as engine
from tests.policy_packs._engine import Planned
from twin import schema

JUDGED = [pytest.param(control, id=control.id) for control in catalogue() if control.rules]
FUZZED = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])

_TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        (
            *engine.SENTINELS,
            *("*", "true", "0", "-1", "1e400", "0.0.0.0/0", "::/0", "arn:aws:iam::*:root", "arn:", "{}", "[]", "null"),
            *('{"Statement": 1}', '{"Statement": [{"Effect": "Allow", "Principal": 1, "Condition": []}]}', "[" * 50),
        )
    ),
)
_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**40), 2**40), st.floats(allow_nan=False, allow_infinity=False), _TEXTS
)


def _values(names: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        _SCALARS,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(names, inner, max_size=4)),
        max_leaves=8,
    )


_ANYTHING = _values(_TEXTS)


def _bags(type: str) -> st.SearchStrategy[dict[str, Any]]:
    names = tuple(schema.inputs(type)) if schema.resource_class(type) else ("region", "name")
    return st.dictionaries(st.sampled_from(names), _values(st.sampled_from(names) | _TEXTS), max_size=6)


@st.composite
def _stacks(draw: st.DrawFn, control: Control) -> list[Planned]:
    """An example of the control with some arbitrary parts, and arbitrary resources of the types that it judges."""
    example = draw(st.sampled_from((*control.good, *control.bad)))
    resources = engine.plan(example, draw(st.sampled_from(engine.Moment)))
    for index, resource in enumerate(resources):
        paths = [path for path, _ in engine.nodes(resource.inputs)]
        inputs: Mapping[str, Any] = resource.inputs
        if paths:
            inputs = engine.replaced(inputs, draw(st.sampled_from(paths)), draw(_ANYTHING))
        resources[index] = resource.with_inputs(inputs)
    types = [type for rule in control.rules for type in rule.types if type != ANY_TYPE]
    for index, type in enumerate(draw(st.lists(st.sampled_from(types), max_size=2)) if types else ()):
        urn = f"urn:pulumi:production::workload::{type}::arbitrary-{index}"
        resources.append(Planned(type, f"arbitrary-{index}", urn, draw(_bags(type))))
    return resources


@pytest.mark.parametrize("control", JUDGED)
def test_no_property_bag_keeps_a_control_from_judging_and_mending(control: Control) -> None:
    server = engine.Server([control], levels={control.id: EnforcementLevel.REMEDIATE})
    parameters = {name: parameter.default for name, parameter in control.parameters.items()}
    mends = [rule for rule in control.rules if isinstance(rule, ResourceRule) and rule.mend]

    @settings(FUZZED, max_examples=4)
    @given(_stacks(control))
    def survives(resources: list[Planned]) -> None:
        assert not engine.failures_to_judge(server.judge(resources))
        for resource in resources if mends else ():
            server.remediate(resource)
            _mend(mends, Resource(resource.type, plain(resource.inputs), parameters=parameters))

    survives()


def _mend(rules: list[ResourceRule], resource: Resource) -> None:
    """The policies forgive a rule that can't mend, so the rules are asked themselves."""
    for rule in rules:
        if rule.mend and resource.type in rule.types:
            with suppress(Undecided):
                rule.mend(resource)


@FUZZED
@given(_ANYTHING, st.sampled_from(("flag", "text", "number", "texts", "block", "blocks", "value", "json")))
def test_a_reader_gives_its_type_or_is_undecided(value: Any, reader: str) -> None:
    types: dict[str, Any] = {
        "flag": bool,
        "text": str,
        "number": int | float,
        "texts": list,
        "block": Block,
        "blocks": list,
        "value": object,
        "json": Mapping | None,
    }
    with suppress(Undecided):
        read = getattr(Block({"property": plain(value)}), reader)("property")
        assert isinstance(read, types[reader])
        assert not holds_unknown(read)


@pytest.mark.parametrize("reader", ["flag", "text", "number", "texts", "block", "blocks", "value", "json"])
def test_reading_an_unknown_value_is_undecided_and_names_the_path(reader: str) -> None:
    block = Block({"nested": [{"property": UNKNOWN}]}).blocks("nested")[0]
    with pytest.raises(Undecided, match=r"^nested\[0\]\.property$"):
        getattr(block, reader)("property")


def test_missing_values_are_the_defaults() -> None:
    block = Block({"nothing": None})
    for name in ("nothing", "absent"):
        assert name not in block
        assert (block.flag(name), block.flag(name, default=True)) == (False, True)
        assert (block.text(name), block.text(name, default="x")) == ("", "x")
        assert (block.number(name), block.number(name, default=7)) == (0, 7)
        assert (block.texts(name), block.blocks(name), block.value(name), block.json(name)) == ([], [], None, None)
        assert block.is_known(name)
    assert block.names() == []


def test_what_the_provider_accepts_is_read_as_it_would() -> None:
    block = Block({"flag": "True", "number": "8", "one": "a", "object": {"x": 1}, "document": '{"x": 1}'})
    assert block.flag("flag") is True
    assert block.number("number") == 8
    assert block.texts("one") == ["a"]
    assert [nested.number("x") for nested in block.blocks("object")] == [1]
    assert block.json("document") == block.json("object") == {"x": 1}


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        ("flag", "maybe"),
        ("flag", 1),
        ("text", 1),
        ("number", True),
        ("number", "eight"),
        ("texts", ["a", 1]),
        ("texts", {"a": "b"}),
        ("json", "{"),
        ("json", "[]"),
        ("json", 1),
    ],
)
def test_what_the_provider_refuses_is_undecided(reader: str, value: object) -> None:
    with pytest.raises(Undecided):
        getattr(Block({"property": value}), reader)("property")


def test_an_unknown_property_is_set_but_not_known() -> None:
    block = Block({"property": UNKNOWN, "nested": {"list": [1, UNKNOWN]}})
    assert "property" in block
    assert not block.is_known("property")
    assert not block.is_known("nested")
    assert block.names() == ["property", "nested"]


def test_an_unknown_item_stays_in_the_list_and_hides_no_other() -> None:
    def check(rule: Block) -> Iterator[str]:
        yield f"port {rule.number('port')}"

    blocks = Block({"rules": [UNKNOWN, {"port": 22}]}).blocks("rules")
    found: list[str] = []
    with pytest.raises(Undecided, match=r"^rules\[0\]\.port$"):
        found.extend(each(blocks, check))
    assert found == ["port 22"]
    with pytest.raises(Undecided):
        assert "port" in blocks[0]


def test_strings_are_found_at_every_depth_with_their_paths() -> None:
    block = Block({"a": "x", "b": [{"c": "y"}, UNKNOWN], "d": 1, "e": UNKNOWN})
    assert dict(block.strings()) == {"a": "x", "b[0].c": "y"}
