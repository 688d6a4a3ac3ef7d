"""Settings and keys are found wherever a type has them, and rotation schedules are read, whatever stands there.

Not proved: that the tables of the controls are complete, or that AWS's defaults are these.
"""

from __future__ import annotations

import importlib
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._evaluation import Judge, Outcome
from policy_packs.guardrails.controls._properties import UNKNOWN, Block, Undecided
from policy_packs.guardrails.controls._resources import Resource
from policy_packs.guardrails.controls._settings import ANYTHING, Setting, inputs_at, may_be_missing, merged
from policy_packs.guardrails.controls.encryption._keys import Key, customer_managed

schedules = importlib.import_module("policy_packs.guardrails.controls.secretsmanager._helpers")

_TYPE = "aws:example/thing:Thing"
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.just(UNKNOWN),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.sampled_from("abc"), children, max_size=3),
)
PROPERTIES = st.dictionaries(st.sampled_from("abc"), VALUES)
PATHS = st.lists(st.sampled_from(("a", "b", "a[]", "b[]", "a?", "b[0]")), max_size=3).map(lambda p: ".".join([*p, "c"]))
EXPECTED = st.booleans() | st.sampled_from((ANYTHING, ("x",), ("x", "y")))


def _problems(setting: Setting, properties: dict[str, Any]) -> list[str]:
    return list(setting.problems(Resource(_TYPE, properties), "it is bad"))


@settings(deadline=None)
@given(path=PATHS, expected=EXPECTED, unset=st.sampled_from((False, True, "x")), properties=PROPERTIES)
def test_any_properties_can_be_judged(path: str, expected: Any, unset: Any, properties: dict[str, Any]) -> None:
    with suppress(Undecided):
        assert all("; got " in message for message in _problems(Setting(path, expected, unset), properties))


@settings(deadline=None)
@given(path=PATHS, expected=EXPECTED)
def test_inputs_at_a_path_are_found_there(path: str, expected: Any) -> None:
    setting = Setting(path, expected)
    fine: Any = expected if isinstance(expected, bool) else (expected or ("z",))[0]
    wrong: Any = not expected if isinstance(expected, bool) else ""
    assert not _problems(setting, inputs_at(path, fine))
    assert len(_problems(setting, inputs_at(path, wrong))) == 1
    assert bool(_problems(setting, {})) == (not may_be_missing(path) and expected is not False)


def test_each_object_of_a_list_is_judged() -> None:
    setting = Setting("rules[].on", True)
    assert len(_problems(setting, {"rules": [{"on": True}, {"on": False}, {}]})) == 2
    with pytest.raises(Undecided):
        _problems(setting, {"rules": [UNKNOWN, {"on": True}]})


def test_an_unknown_object_hides_no_other() -> None:
    judged = Setting("rules[].on", True).problems(Resource(_TYPE, {"rules": [UNKNOWN, {"on": False}]}), "it is bad")
    assert next(judged) == "it is bad; got rules[1].on false, expected true"


@pytest.mark.parametrize(
    ("setting", "properties", "message"),
    [
        (Setting("on", True), {}, "it is bad; got on false, expected true"),
        (Setting("off", False, unset=True), {}, "it is bad; got off true, expected false"),
        (Setting("level", ("A", "B")), {"level": "C"}, "it is bad; got level C, expected A or B"),
        (Setting("level", ("A",)), {}, "it is bad; got level missing, expected A"),
        (Setting("level", ("A",), unset="B"), {}, "it is bad; got level B, expected A"),
        (Setting("to", ANYTHING), {"to": ""}, "it is bad; got to missing, expected a value"),
    ],
)
def test_a_message_says_what_is_there_and_what_should_be(setting: Setting, properties: Any, message: str) -> None:
    assert _problems(setting, properties) == [message]


def test_inputs_of_examples_are_merged_at_every_depth() -> None:
    one, other = inputs_at("a.b[0].c", 1), inputs_at("a.b[0].d", 2)
    assert merged(merged(one, other), {"e": 3}) == {"a": {"b": [{"c": 1, "d": 2}]}, "e": 3}


KEYS = [pytest.param(control, id=control.id) for control in catalogue() if control.id.endswith("customer-managed-key")]


@pytest.mark.parametrize("control", KEYS)
@settings(deadline=None, max_examples=20)
@given(data=st.data())
def test_any_properties_can_be_judged_for_a_key(control: Any, data: st.DataObject) -> None:
    type = data.draw(st.sampled_from(control.rules[0].types))
    given_names = (given.properties for item in (*control.good, *control.bad) for given in item.resources)
    names = sorted({name for properties in given_names for name in properties})
    properties = data.draw(st.dictionaries(st.sampled_from(names), VALUES, max_size=4))
    findings = list(Judge([control]).resource(Resource(type, properties, urn="it")))
    assert all(finding.outcome is not Outcome.ERROR for finding in findings)


@pytest.mark.parametrize(
    "key",
    ["alias/aws/shop", "arn:aws:kms:eu-central-1:111122223333:alias/aws/shop", "aws/shop", "AWS_OWNED_KMS_KEY", ""],
)
def test_a_key_of_awss_own_is_none_of_the_customers(key: str) -> None:
    control = customer_managed(id="a.b", title="A", keys={_TYPE: (Key("kmsKeyId"),)})
    assert list(Judge([control]).resource(Resource(_TYPE, {"kmsKeyId": key})))


@pytest.mark.parametrize(
    "key", ["alias/shop", "alias/laws/shop", "arn:aws:kms:eu-central-1:111122223333:key/1a2b", "1a2b"]
)
def test_any_other_key_is_the_customers(key: str) -> None:
    control = customer_managed(id="a.b", title="A", keys={_TYPE: (Key("kmsKeyId"),)})
    assert not list(Judge([control]).resource(Resource(_TYPE, {"kmsKeyId": key})))


@settings(deadline=None)
@given(
    schedule=st.text()
    | st.from_regex(r"cron\(\d \d \S \S \S \*\)", fullmatch=True)
    | st.from_regex(r"rate\(\d+ days?\)"),
    days=st.integers(0, 1000),
)
def test_any_schedule_can_be_read(schedule: str, days: int) -> None:
    found = schedules.days_between(Block({"scheduleExpression": schedule, "automaticallyAfterDays": days}))
    assert found >= 0
