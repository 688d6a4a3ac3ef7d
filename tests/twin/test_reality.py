"""Each reality check passes what AWS takes and names what it would punish; the example organization passes them all.

The cases are in `reality`, a module a subject. Not proved: that AWS behaves as the sources of the checks say.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import stacks
from tests.conftest import World
from twin import schema
from twin.aws import EmbeddedAws
from twin.graph import Graph, Node
from twin.monitor import run_program
from twin.reality import check, invariants, judge
from twin.reality._invariants import EVERY, PROVIDER

from . import reality
from .reality._cases import (
    ACCOUNT,
    ATTACHMENT,
    BUCKET_POLICY,
    CENTRAL,
    CHANNEL,
    EXAMPLE,
    GUARDDUTY,
    HOME,
    KEY,
    MANAGEMENT,
    ONCE,
    ORGANIZATION,
    OTHER,
    PACK,
    RIGHT,
    ROLE_POLICY,
    TOPIC_POLICY,
    TRAIL,
    WRONG,
    Case,
    made,
    provider,
)

for _module in pkgutil.iter_modules(reality.__path__, prefix=f"{reality.__name__}."):
    importlib.import_module(_module.name)

_BY_ID = {invariant.id: invariant for invariant in invariants()}


def _named(case: Case) -> str:
    return f"{case.invariant}: {case.shows}"


@pytest.mark.parametrize("case", RIGHT, ids=_named)
def test_passes_what_aws_takes(case: Case) -> None:
    assert [broken.message for broken in judge(_BY_ID[case.invariant], case.facts)] == []


@pytest.mark.parametrize("case", WRONG, ids=_named)
def test_names_what_aws_would_punish(case: Case) -> None:
    found = list(judge(_BY_ID[case.invariant], case.facts))
    assert {broken.urn.rpartition("::")[2] for broken in found} == case.blames
    for broken in found:
        assert broken.check == case.invariant
        assert re.fullmatch(r".+; got .+, expected .+; .+", broken.message, re.DOTALL), broken.message


def test_every_check_is_shown_right_and_wrong() -> None:
    assert {case.invariant for case in RIGHT} == {case.invariant for case in WRONG} == set(_BY_ID)


@pytest.mark.parametrize("invariant", invariants(), ids=lambda invariant: invariant.id)
def test_a_check_has_a_sentence_a_source_and_types_that_exist(invariant: Any) -> None:
    assert re.fullmatch("[a-z]+(-[a-z]+)+", invariant.id)
    assert re.fullmatch(r"[A-Z].+\.", invariant.sentence)
    assert invariant.source
    types = set(invariant.types) - {EVERY, PROVIDER}
    assert not [type for type in types if schema.resource_class(type) is None]
    assert invariant.types


def test_an_unexpected_shape_is_reported() -> None:
    graph = Graph()
    graph.add(made(CHANNEL, inputs={"s3BucketName": {"no": "text"}}))
    found = [broken for broken in check(graph, ORGANIZATION) if broken.check == "deliveries-awaited"]
    assert [broken.message.partition(";")[0] for broken in found] == ["s3BucketName can't be read"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
_DOCUMENT_KEYS = ("Statement", "Effect", "Principal", "Action", "Resource", "Condition", "AWS", "Service")
_DOCUMENT = st.dictionaries(
    st.sampled_from(_DOCUMENT_KEYS),
    st.sampled_from(("Deny", "Allow", "*", "s3:*", 7))
    | st.dictionaries(st.sampled_from(_DOCUMENT_KEYS), _JSON, max_size=3)
    | st.lists(st.dictionaries(st.sampled_from(_DOCUMENT_KEYS), _JSON | st.just("Deny"), max_size=4), max_size=2),
    max_size=3,
)


@st.composite
def _anything(draw: st.DrawFn) -> Graph:
    """A few resources of the types that checks know, with any values at all."""
    graph = Graph()
    types = sorted({type for invariant in invariants() for type in invariant.types} - {EVERY})
    nodes: list[Node] = []
    for number, type in enumerate(draw(st.lists(st.sampled_from(types), min_size=1, max_size=4))):
        names = ["allowedAccountIds", "assumeRoles"] if type == PROVIDER else sorted(schema.inputs(type))
        value = _JSON | _DOCUMENT | _DOCUMENT.map(json.dumps)
        inputs: dict[str, Any] = draw(
            st.dictionaries(st.sampled_from(names), value, max_size=8) if names else st.just({})
        )
        after = draw(st.lists(st.sampled_from(nodes), max_size=2)) if nodes else []
        if type == PROVIDER:
            node = provider(str(number), **inputs)
        else:
            node = made(
                type,
                str(number),
                inputs,
                after=after,
                outputs=draw(st.dictionaries(st.text(), _JSON)),
                id=draw(st.text()),
            )
        nodes.append(node)
        graph.add(node)
    return graph


@settings(max_examples=200, deadline=None)
@given(_anything())
def test_no_graph_trips_a_check(graph: Graph) -> None:
    for broken in check(graph, ORGANIZATION):
        assert broken.urn and broken.message


def test_a_region_left_to_the_provider_is_found(world: World) -> None:
    def program() -> None:
        provider = aws.Provider("here", region=HOME, allowed_account_ids=[MANAGEMENT])
        for name, region in (("stated", OTHER), ("left-out", None)):
            aws.ebs.EncryptionByDefault(
                name, enabled=True, region=region, opts=pulumi.ResourceOptions(provider=provider)
            )

    found = [broken for broken in check(world.run(program), ORGANIZATION) if broken.check == "regions-stated"]
    assert [broken.urn.rpartition("::")[2] for broken in found] == ["left-out"]


@pytest.fixture(scope="module")
def example() -> Graph:
    """All layers of the example organization."""
    with EmbeddedAws(MANAGEMENT) as embedded:
        return run_program(
            lambda: stacks.deploy(EXAMPLE, EXAMPLE.name),
            embedded,
            stack=EXAMPLE.name,
            home_region=EXAMPLE.home_region,
        )


def test_the_example_organization_passes_every_check(example: Graph) -> None:
    assert check(example, EXAMPLE) == []


def _without(node: Node, *names: str) -> Node:
    return replace(node, inputs={name: value for name, value in node.inputs.items() if name not in names})


def _policy_without(node: Node, sid: str) -> Node:
    policy = json.loads(node.inputs["policy"])
    policy["Statement"] = [statement for statement in policy["Statement"] if statement["Sid"] != sid]
    return replace(node, inputs={**node.inputs, "policy": json.dumps(policy)})


def _alone(node: Node) -> Node:
    return replace(node, dependencies=(), parent="")


# One resource of the example, what is done to it, and the check that notices it first of all.
SPOILED: Mapping[str, tuple[str, str, Callable[[Node], Node], str]] = {
    "an account's name": (ACCOUNT, "", lambda node: _without(node, "name"), "explicit-names"),
    "the order of accounts": (ACCOUNT, "orders-production", _alone, "accounts-in-series"),
    "the order of delegations": (GUARDDUTY, "", _alone, "administration-in-series"),
    "the order of attachments": (ATTACHMENT, "organization-2", _alone, "attachments-in-series"),
    "guardrails at the end": (ATTACHMENT, "suspended", _alone, "guardrails-last"),
    "the channel after the recorder": (CHANNEL, "", _alone, "recorders-in-order"),
    "packs after recorders": (PACK, "", _alone, "recorders-everywhere-first"),
    "the trail after its bucket": (TRAIL, "", _alone, "deliveries-awaited"),
    "the trail's name": (
        TRAIL,
        "",
        lambda node: replace(node, inputs={**node.inputs, "name": "x"}),
        "deliveries-accepted",
    ),
    "what the trail writes": (
        BUCKET_POLICY,
        "archive-trail",
        lambda node: _policy_without(node, "Deliver"),
        "deliveries-accepted",
    ),
    "what the trail reads": (
        BUCKET_POLICY,
        "archive-trail",
        lambda node: _policy_without(node, "Look"),
        "deliveries-accepted",
    ),
    "what AWS Config writes": (
        BUCKET_POLICY,
        "-config-",
        lambda node: _policy_without(node, "Deliver"),
        "deliveries-accepted",
    ),
    "where flow logs go": (
        BUCKET_POLICY,
        "flow-logs",
        lambda node: _policy_without(node, "Deliver"),
        "deliveries-accepted",
    ),
    "the trail's key": (KEY, "archive-trail", lambda node: _policy_without(node, "Delivery"), "delivery-keys-usable"),
    "a key's administration": (
        KEY,
        "-config-",
        lambda node: _policy_without(node, "Administration"),
        "keys-administered",
    ),
    "the alarms' key": (KEY, "alerts", lambda node: _policy_without(node, "Alarms"), "alarms-heard"),
    "the alarms' topic": (TOPIC_POLICY, "alerts", lambda node: _policy_without(node, "Alarms"), "alarms-heard"),
    "the trail's streams": (
        ROLE_POLICY,
        "trail-delivery",
        lambda node: _policy_without(node, "Deliver"),
        "trails-reach-their-log-group",
    ),
    "the block of public access": (ONCE, "", lambda node: replace(node, retain_on_delete=False), "protections-kept"),
    "central configuration": (CENTRAL, "", _alone, "central-configuration-alone"),
}


@pytest.mark.parametrize("what", SPOILED)
def test_what_is_spoiled_in_the_example_is_noticed(example: Graph, what: str) -> None:
    type, part, spoil, noticed = SPOILED[what]
    target = next(node for node in example.of_type(type) if part in node.name)
    spoiled = Graph()
    for node in example:
        spoiled.add(spoil(node) if node is target else node)
    assert noticed in {broken.check for broken in check(spoiled, EXAMPLE)}
