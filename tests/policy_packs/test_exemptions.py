"""Exemptions: when one is used, what is said of it, and which ones are violations themselves.

Not proved: that the owner whom an exemption names exists.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy_packs.guardrails.controls._exemptions import LONGEST, Exemptions
from policy_packs.guardrails.controls._model import Control, ResourceRule, Severity, StackRule
from policy_packs.guardrails.controls._resources import Resource, Stack
from policy_packs.guardrails.controls._verdicts import Level, Pack, Verdict

TODAY = date(2026, 3, 1)
THING = "anycloud:index:Thing"
STACK = "urn:pulumi:production::shop"


def _always(thing: Resource) -> Iterator[str]:
    if not thing.flag("fine"):
        yield "wrong; got it, expected other"


SIZE = Control(
    id="any.size",
    title="Size",
    practices=("iam.mfa",),
    severity=Severity.HIGH,
    why="Because.",
    fix="fix it",
    rules=(ResourceRule((THING,), _always),),
)
STACKED = Control(
    id="any.stacked",
    title="Stacked",
    practices=("iam.mfa",),
    severity=Severity.HIGH,
    why="Because.",
    fix="fix it",
    rules=(StackRule((THING,), lambda thing, stack: _always(thing)),),
)


def _thing(name: str = "logs", **properties: Any) -> Resource:
    return Resource(THING, properties, urn=f"{STACK}::{THING}::{name}", name=name)


def _entry(**changes: Any) -> dict[str, Any]:
    entry = {
        "control": "any.size",
        "resource": "logs",
        "owner": "data platform",
        "reason": "the vendor can't yet",
        "expires": "2026-06-30",
    }
    return {name: value for name, value in (entry | changes).items() if value is not None}


def _pack(*entries: object, controls: tuple[Control, ...] = (SIZE, STACKED)) -> Pack:
    return Pack(controls, {"settings": {"exemptions": list(entries)}}, today=TODAY)


def _all(pack: Pack, *things: Resource) -> list[Verdict]:
    found = [verdict for thing in things for verdict in pack.resource(thing)]
    return [*found, *pack.stack(Stack(things))]


def _complaints(*entries: object, things: tuple[Resource, ...] = (_thing(),)) -> list[str]:
    return [verdict.message for verdict in _all(_pack(*entries), *things) if verdict.control is None]


def test_what_is_exempt_is_reported_as_advice_with_owner_reason_and_last_day() -> None:
    (verdict,) = _pack(_entry()).resource(_thing())
    assert verdict.level is Level.ADVISORY and not verdict.stops
    assert verdict.message == (
        "exempt until 2026-06-30, data platform answers for it (the vendor can't yet): "
        "wrong; got it, expected other; fix it"
    )


def test_an_exemption_is_for_one_control_and_one_resource() -> None:
    verdicts = _all(_pack(_entry()), _thing(), _thing("other"))
    stopping = {(verdict.control.id, verdict.urn[-5:]) for verdict in verdicts if verdict.control and verdict.stops}
    assert stopping == {("any.stacked", ":logs"), ("any.size", "other"), ("any.stacked", "other")}


def test_a_violation_that_only_the_stack_shows_can_be_exempt() -> None:
    verdicts = _all(_pack(_entry(control="any.stacked"), _entry()), _thing())
    assert [verdict.exemption is not None for verdict in verdicts] == [True, True]


@pytest.mark.parametrize(
    "pattern",
    ["logs", "lo*", f"{STACK}::{THING}::logs", "urn:pulumi:production::shop::*::logs", "urn:pulumi:*::logs"],
)
def test_a_resource_is_named_by_name_or_urn(pattern: str) -> None:
    assert not any(verdict.stops for verdict in _pack(_entry(resource=pattern)).resource(_thing()))


@pytest.mark.parametrize("pattern", ["log", "LOGS", "shop", f"{STACK}::{THING}", "lo[gs]s"])
def test_another_name_is_another_resource(pattern: str) -> None:
    assert any(verdict.stops for verdict in _pack(_entry(resource=pattern)).resource(_thing()))


def test_the_last_day_is_still_exempt_and_the_next_is_not() -> None:
    assert not _complaints(_entry(expires=str(TODAY)))
    expired = _all(_pack(_entry(expires=str(TODAY - timedelta(days=1)))), _thing())
    assert [verdict.stops for verdict in expired if verdict.control is SIZE] == [True]
    assert [verdict.message for verdict in expired if verdict.control is None] == [
        "the exemption of logs from any.size has expired; got 2026-02-28, expected a day to come; "
        "meet the control or renew the entry"
    ]


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        pytest.param(_entry(control="any.color"), "is about an unknown control", id="unknown control"),
        pytest.param(_entry(control=None), "the exemption of logs from no control", id="no control"),
        pytest.param(_entry(resource="*"), "is too wide; got '*'", id="any resource"),
        pytest.param(_entry(resource="**::?"), "is too wide", id="wildcards alone"),
        pytest.param(_entry(resource=""), "is too wide; got ''", id="no resource"),
        pytest.param(_entry(owner=None), "has no owner", id="no owner"),
        pytest.param(_entry(owner="  "), "has no owner", id="blank owner"),
        pytest.param(_entry(reason="tbd"), "has no reason; got 'tbd'", id="no reason"),
        pytest.param(_entry(expires="soon"), "has no last day", id="no date"),
        pytest.param(_entry(expires=None), "has no last day", id="no expiry"),
        pytest.param(_entry(expires=str(TODAY + LONGEST + timedelta(days=1))), "lasts too long", id="too long"),
        pytest.param("logs", "has no owner", id="no object"),
    ],
)
def test_a_wrong_exemption_exempts_nothing_and_is_a_violation(entry: object, complaint: str) -> None:
    verdicts = _all(_pack(entry), _thing())
    assert [verdict.stops for verdict in verdicts if verdict.control is SIZE] == [True]
    assert any(complaint in verdict.message for verdict in verdicts if verdict.control is None and verdict.stops)


def test_a_year_is_not_too_long() -> None:
    assert not _complaints(_entry(expires=str(TODAY + LONGEST)))


def test_an_exemption_that_nothing_needs_is_a_violation() -> None:
    (complaint,) = _complaints(_entry(), things=(_thing(fine=True),))
    assert complaint.startswith("the exemption of logs from any.size exempts nothing; got no violation")


def test_an_exemption_that_matches_many_resources_is_too_wide() -> None:
    ten, eleven = ([_thing(f"logs-{number}") for number in range(size)] for size in (10, 11))
    assert not _complaints(_entry(resource="logs-*"), things=tuple(ten))
    (complaint,) = _complaints(_entry(resource="logs-*"), things=tuple(eleven))
    assert "is too wide; got 11 resources, expected at most 10" in complaint


def test_use_is_seen_although_the_engine_did_not_ask_for_the_resource() -> None:
    assert not [verdict for verdict in _pack(_entry()).stack(Stack([_thing()])) if verdict.control is None]


def test_an_exemption_of_another_stack_is_not_about_this_one() -> None:
    elsewhere = f"urn:pulumi:staging::shop::{THING}::logs"
    assert not _complaints(_entry(resource=elsewhere))
    assert _complaints(_entry(resource=f"{STACK}::{THING}::gone"))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda item: (
            st.lists(item)
            | st.dictionaries(st.sampled_from(["control", "resource", "owner", "reason", "expires"]), item)
        ),
    )
)
def test_any_configuration_is_answered(entries: object) -> None:
    exemptions = Exemptions(entries, ["any.size"], TODAY)
    assert exemptions.of("any.size", f"{STACK}::{THING}::logs") is None
    assert all("; got " in message and ", expected " in message for message in exemptions.violations(STACK))
