"""How a stack joins resources with what configures them, whatever is known of either.

Joins are asked in both directions, which must say the same. Not proved: that the engine declares the dependencies that
a program has; that no rule's cost grows faster than its stack is proved in test_growth.py.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_packs.guardrails.controls._properties import UNKNOWN, Undecided
from policy_packs.guardrails.controls._resources import Resource, Stack

BUCKET, POLICY, BLOCK, RANDOM = "bucket", "policy", "block", "random"


def _bucket(name: str = "bucket", depends: tuple[str, ...] = (), **properties: Any) -> Resource:
    return Resource(BUCKET, properties, urn=name, property_dependencies={"bucket": depends} if depends else {})


def _policy(*depends: str, name: str = "policy", type: str = POLICY, by: str = "bucket", **properties: Any) -> Resource:
    return Resource(type, properties, urn=name, property_dependencies={by: depends} if depends else {})


def _joined(resource: Resource, *others: Resource, by: str = "bucket", every: bool = False) -> list[str]:
    """The URNs of the policies of the resource, after the assertion that each names it as its target."""
    stack = Stack([resource, *others])
    found = stack.sidecars(resource, POLICY, by=by, every=every)
    assert all(resource in stack.targets(policy, by, BUCKET) for policy in found)
    return [policy.urn for policy in found]


def _targets(policy: Resource, *others: Resource, by: str = "bucket") -> list[str]:
    return [target.urn for target in Stack([policy, *others]).targets(policy, by, BUCKET)]


@pytest.mark.parametrize(
    ("bucket", "policy"),
    [
        pytest.param(_bucket(bucket="logs"), _policy(bucket="logs"), id="by name"),
        pytest.param(_bucket(arn="arn:aws:s3:::logs"), _policy(bucket="arn:aws:s3:::logs"), id="by ARN"),
        pytest.param(_bucket(id=UNKNOWN), _policy("bucket", bucket=UNKNOWN), id="by dependency"),
        pytest.param(_bucket(bucket="logs"), _policy("bucket", bucket="logs"), id="by both"),
        pytest.param(_bucket(bucket="logs"), _policy("bucket", bucket="prefix-of-logs"), id="by a name made from it"),
        pytest.param(_bucket(bucket="logs"), _policy("bucket"), id="by dependency alone"),
        pytest.param(_bucket(bucket="logs"), _policy(bucket=["other", "logs"]), id="in a list"),
        pytest.param(_bucket(id=UNKNOWN), _policy("bucket", bucket=["other", UNKNOWN]), id="in a list, by dependency"),
    ],
)
def test_side_resources_are_found(bucket: Resource, policy: Resource) -> None:
    assert _joined(bucket, policy) == ["policy"]


@pytest.mark.parametrize(
    ("bucket", "policy"),
    [
        pytest.param(_bucket(bucket="logs"), _policy(bucket="other"), id="another name"),
        pytest.param(_bucket(bucket="logs", id=UNKNOWN), _policy(bucket="other"), id="another name, at preview"),
        pytest.param(_bucket(), _policy(bucket="other"), id="no name"),
        pytest.param(_bucket(bucket=""), _policy(bucket=""), id="empty names"),
        pytest.param(_bucket(bucket="logs"), _policy(), id="no target"),
        pytest.param(_bucket(bucket="logs"), _policy("other", bucket=UNKNOWN), id="what depends on something else"),
        pytest.param(_bucket(id=UNKNOWN), _policy(bucket="acl-0a1b2c3d"), id="the id of what exists already"),
        pytest.param(_bucket(bucket="logs"), _policy(bucket=["other", "another"]), id="a list of others"),
        pytest.param(_bucket(bucket="1"), _policy(bucket=1), id="no text"),
        pytest.param(_bucket(bucket="logs"), _policy(bucket={"name": "logs"}), id="an object"),
    ],
)
def test_side_resources_of_others_are_not_found(bucket: Resource, policy: Resource) -> None:
    assert _joined(bucket, policy) == []
    assert _targets(policy, bucket) == []


@pytest.mark.parametrize(
    ("bucket", "policy"),
    [
        pytest.param(_bucket(bucket="logs"), _policy(bucket=UNKNOWN), id="the target is unknown"),
        pytest.param(_bucket(bucket=UNKNOWN), _policy(bucket="logs"), id="the resource's name is unknown"),
        pytest.param(_bucket(id=UNKNOWN), _policy(bucket=["other"]), id="the name is unknown, beside a list"),
        pytest.param(_bucket(bucket="logs"), _policy(bucket=["other", UNKNOWN]), id="an item of a list is unknown"),
        pytest.param(
            _bucket(bucket="logs"),
            _policy("other", bucket=[UNKNOWN, UNKNOWN]),
            id="more items of a list are unknown than it depends on",
        ),
        pytest.param(
            _bucket(bucket=UNKNOWN),
            _policy("other", bucket=[UNKNOWN, "logs"]),
            id="a list has more names than it depends on",
        ),
        pytest.param(
            _bucket(depends=("random",), bucket=UNKNOWN),
            _policy("random", bucket=UNKNOWN),
            id="both names are made from the same",
        ),
    ],
)
def test_what_may_be_a_side_resource_is_undecided(bucket: Resource, policy: Resource) -> None:
    with pytest.raises(Undecided, match="bucket"):
        _joined(bucket, policy)
    with pytest.raises(Undecided, match="bucket"):
        _targets(policy, bucket)


def test_without_any_resource_of_the_type_nothing_is_undecided() -> None:
    assert _targets(_policy(bucket=UNKNOWN)) == []
    assert _joined(_bucket(bucket=UNKNOWN)) == []


def test_what_is_made_from_another_source_is_decided() -> None:
    bucket = _bucket(depends=("random",), bucket=UNKNOWN)
    policy = _policy("other", bucket=UNKNOWN)
    assert _joined(bucket, policy) == []
    assert _targets(policy, bucket) == []


def test_a_side_resource_is_found_through_another_one() -> None:
    bucket = _bucket(id=UNKNOWN)
    block = _policy("bucket", name="block", type=BLOCK, bucket=UNKNOWN)
    policy = _policy("block", bucket=UNKNOWN)
    assert _joined(bucket, block, policy) == ["policy"]
    assert _joined(bucket, policy, block) == ["policy"]
    assert _targets(policy, bucket, block) == ["bucket"]


def test_side_resources_that_name_each_other_end_somewhere() -> None:
    first, second = _policy("second", name="first", bucket=UNKNOWN), _policy("first", name="second", bucket=UNKNOWN)
    assert _joined(_bucket(bucket="logs"), first, second) == []


def test_a_resource_whose_name_is_made_from_anothers_passes_nothing_on() -> None:
    source = _bucket("source", bucket="logs")
    derived = _bucket("derived", depends=("source",), bucket=UNKNOWN)
    policy = _policy("derived", bucket=UNKNOWN)
    assert _joined(source, derived, policy) == []
    assert _joined(derived, source, policy) == ["policy"]
    assert _targets(policy, source, derived) == ["derived"]


def test_a_known_name_tells_which_dependency_is_meant() -> None:
    source, derived = _bucket("source", bucket="logs"), _bucket("derived", depends=("source",), bucket="logs-copy")
    made_from_it = _policy("source", bucket="logs-copy", name="made from it")
    of_either = _policy("source", "derived", bucket="logs-copy", name="of either")
    assert _joined(derived, source, made_from_it, of_either) == ["made from it", "of either"]
    assert _joined(source, derived, of_either) == []


def test_a_dependency_tells_which_of_two_resources_of_one_name_is_meant() -> None:
    here, there = _bucket("here", bucket="logs"), _bucket("there", bucket="logs")
    policy = _policy("here", bucket="logs")
    assert _joined(here, there, policy) == ["policy"]
    assert _joined(there, here, policy) == []
    assert _targets(_policy(bucket="logs"), here, there) == ["here", "there"]


def test_one_that_may_be_missing_decides_only_when_every_one_is_needed() -> None:
    judged = _bucket(bucket="logs")
    found, unknown = _policy(name="found", bucket="logs"), _policy(name="unknown", bucket=UNKNOWN)
    assert _joined(judged, found, every=True) == ["found"]
    assert _joined(judged, found, unknown) == ["found"]
    with pytest.raises(Undecided):
        _joined(judged, found, unknown, every=True)


def test_side_resources_of_several_types_are_found_once_each() -> None:
    judged = _bucket(id="logs", bucket="logs")
    block = _policy(name="block", type=BLOCK, bucket="logs")
    stack = Stack([judged, block, _policy("bucket", bucket="logs")])
    assert [found.urn for found in stack.sidecars(judged, POLICY, BLOCK, by="bucket")] == ["policy", "block"]


def test_one_found_type_decides_for_an_unknown_other() -> None:
    judged = _bucket(bucket="logs")
    found, unknown = _policy(bucket="logs"), _policy(name="block", type=BLOCK, bucket=UNKNOWN)
    stack = Stack([judged, found, unknown])
    assert stack.sidecars(judged, BLOCK, POLICY, by="bucket") == [found]
    with pytest.raises(Undecided):
        stack.sidecars(judged, BLOCK, POLICY, by="bucket", every=True)


@pytest.mark.parametrize(
    "rules",
    [
        {"destination": {"bucket": "logs"}},
        [{"destination": [{"bucket": "logs"}]}],
        [{"destination": {"bucket": "other"}}, {"destination": {"bucket": "logs"}}, UNKNOWN],
    ],
)
def test_a_nested_property_joins(rules: object) -> None:
    policy = _policy(rules=rules, bucket="another")
    assert _joined(_bucket(bucket="logs"), policy, by="rules.destination.bucket") == ["policy"]


def test_the_dependency_of_a_nested_property_is_that_of_the_whole() -> None:
    policy = _policy("bucket", by="rules", rules=[{"id": UNKNOWN, "destination": {"bucket": UNKNOWN}}])
    assert _joined(_bucket(id=UNKNOWN), policy, by="rules.destination.bucket") == ["policy"]


@pytest.mark.parametrize("rules", [UNKNOWN, [UNKNOWN], {"destination": UNKNOWN}, {"destination": {"bucket": UNKNOWN}}])
def test_an_unknown_nested_property_is_undecided(rules: object) -> None:
    with pytest.raises(Undecided):
        _joined(_bucket(bucket="logs"), _policy(rules=rules), by="rules.destination.bucket")


def test_texts_elsewhere_in_a_nested_property_join_nothing() -> None:
    policy = _policy(rules=[{"bucket": "logs", "destination": {"prefix": "logs", "bucket": "other"}}, "logs"])
    assert _joined(_bucket(bucket="logs"), policy, by="rules.destination.bucket") == []


def test_a_reference_tells_what_refers_to_the_same() -> None:
    bucket = _bucket(bucket="logs")
    named, declared = _policy(bucket="logs"), _policy("bucket", name="declared", bucket=UNKNOWN)
    elsewhere, unknown = _policy(name="elsewhere", bucket="other"), _policy(name="unknown", bucket=UNKNOWN)
    stack = Stack([bucket, named, declared, elsewhere, unknown])
    assert stack.reference(named, "bucket", BUCKET) == stack.reference(declared, "bucket", BUCKET) == ("bucket",)
    assert stack.reference(elsewhere, "bucket", BUCKET) == "other"
    with pytest.raises(Undecided):
        stack.reference(unknown, "bucket", BUCKET)
    with pytest.raises(Undecided):
        Stack([unknown]).reference(unknown, "bucket", BUCKET)


_NAMES = st.sampled_from(("logs", "data", "subnet-0a1b2c3d", "", UNKNOWN, None))
_URNS = [f"{type}-{number}" for type in (BUCKET, POLICY, BLOCK, RANDOM) for number in range(2)]


@st.composite
def _stacks(draw: st.DrawFn) -> Stack:
    def resource(urn: str) -> Resource:
        depends = draw(st.lists(st.sampled_from(_URNS), unique=True, max_size=2))
        target = draw(_NAMES | st.lists(_NAMES, max_size=3)) if urn.startswith((POLICY, BLOCK)) else draw(_NAMES)
        properties = {"bucket": target, "id": draw(_NAMES)}
        return Resource(urn[:-2], properties, urn=urn, property_dependencies={"bucket": tuple(depends)})

    return Stack(map(resource, draw(st.permutations(_URNS))))


@given(_stacks())
def test_a_resource_is_the_target_of_its_side_resources_and_of_no_other(stack: Stack) -> None:
    for policy in stack.of_type(POLICY):
        for bucket in stack.of_type(BUCKET):
            try:
                known = stack.sidecars(bucket, POLICY, by="bucket"), stack.targets(policy, "bucket", BUCKET)
            except Undecided:
                continue
            assert (policy in known[0]) == (bucket in known[1])


@given(_stacks())
def test_to_know_more_takes_no_side_resource_away(stack: Stack) -> None:
    for bucket in stack.of_type(BUCKET):
        for every in (False, True):
            try:
                found = stack.sidecars(bucket, POLICY, by="bucket", every=every)
            except Undecided:
                continue
            assert found == stack.sidecars(bucket, POLICY, by="bucket")
            assert len(found) == len({policy.urn for policy in found})


def test_a_stack_knows_its_types() -> None:
    bucket, policy = _bucket(), _policy()
    stack = Stack([bucket, policy])
    assert set(stack.types()) == {BUCKET, POLICY}
    assert list(stack.of_type(BUCKET)) == [bucket]
    assert list(stack.of_type(POLICY, BUCKET)) == [policy, bucket]
    assert not stack.of_type("nothing") and not stack.of_type()


def test_what_one_provider_makes_stands_together() -> None:
    here, there = (Resource(BLOCK, {}, urn=name, provider=name) for name in ("here", "there"))
    stack = Stack([here, there])
    assert list(stack.beside(Resource(BUCKET, {}, provider="here"), BLOCK)) == [here]
    assert not stack.beside(Resource(BUCKET, {}, provider="elsewhere"), BLOCK)


def test_what_a_rule_computes_of_a_stack_is_computed_once() -> None:
    asked: list[str] = []

    def names(stack: Stack, prefix: str) -> list[str]:
        asked.append(prefix)
        return [prefix + bucket.text("bucket") for bucket in stack.of_type(BUCKET)]

    stack = Stack([_bucket(bucket="logs")])
    assert [stack.once(names, prefix) for prefix in ("a-", "a-", "b-")] == [["a-logs"], ["a-logs"], ["b-logs"]]
    assert asked == ["a-", "b-"]
    assert Stack([]).once(names, "a-") == []


def test_what_can_not_be_computed_yet_is_asked_for_once() -> None:
    asked: list[Stack] = []

    def names(stack: Stack) -> list[str]:
        asked.append(stack)
        return [bucket.text("bucket") for bucket in stack.of_type(BUCKET)]

    stack = Stack([_bucket(bucket=UNKNOWN)])
    for _ in range(2):
        with pytest.raises(Undecided, match=r"^bucket$"):
            stack.once(names)
    assert asked == [stack]


def test_a_rule_sees_the_same_resource_with_its_own_parameters() -> None:
    resource = Resource(
        BUCKET,
        {"bucket": "logs"},
        urn="urn",
        name="logs",
        protect=True,
        parent="parent",
        provider="provider",
        property_dependencies={"bucket": ("other",)},
        dependencies=("other",),
        ignore_changes=("tags",),
    )
    seen = resource.with_parameters({"days": 7})
    assert seen.parameters == {"days": 7}
    assert resource.parameters == {}
    assert seen.text("bucket") == "logs"
    for name in Resource.__slots__:
        assert name == "parameters" or getattr(seen, name) == getattr(resource, name), name
