"""The tier fills in what the file leaves out, and the schema says what is paid for and what can't be undone.

Not proven: that the tiers' values are wise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from organizations._fields import Section, Switch, Tier, setting, with_tier
from organizations.model import Organization


class Inner(Section):
    """A section within a section."""

    on: Switch = setting("Whether.", True, minimal=False, paid_by="hour")
    kept: Switch = setting("Whether.", True, irreversible="nobody can lift it")


class Outer(Section):
    """A section with all that a section may hold."""

    days: int = setting("How long.", 7, minimal=1, regulated=30)
    inner: Inner = Inner()
    named: Mapping[str, Inner] = {}
    listed: tuple[Inner, ...] = ()


@pytest.mark.parametrize(
    ("tier", "days", "on"), [("minimal", 1, False), ("standard", 7, True), ("regulated", 30, True)]
)
def test_what_is_left_out_takes_the_value_of_the_tier(tier: str, days: int, on: bool) -> None:
    filled = Outer.model_validate(with_tier(Outer, {"named": {"a": {}}, "listed": [{}]}, tier))
    assert (filled.days, filled.inner.on) == (days, on)
    assert (filled.named["a"].on, filled.listed[0].on) == (on, on)
    assert filled.inner.kept is True


@pytest.mark.parametrize("tier", Tier)
def test_what_is_written_stays(tier: Tier) -> None:
    written = {"days": 3, "inner": {"on": True}, "named": {"a": {"on": True}}, "listed": [{"on": False}]}
    filled = Outer.model_validate(with_tier(Outer, written, tier))
    assert (filled.days, filled.inner.on, filled.named["a"].on, filled.listed[0].on) == (3, True, True, False)


def test_a_field_is_its_standard_value_by_itself() -> None:
    assert Outer() == Outer.model_validate(with_tier(Outer, {}, "standard"))


def test_the_schema_says_what_is_paid_for_and_what_cannot_be_undone() -> None:
    described: dict[str, Any] = Inner.model_json_schema()["properties"]
    assert described["on"]["description"] == "Whether. Paid by hour."
    assert described["on"]["x-paid-by"] == "hour"
    assert described["on"]["x-tiers"] == {"minimal": False, "standard": True, "regulated": True}
    assert described["kept"]["description"] == "Whether. Irreversible: nobody can lift it."
    assert "x-tiers" not in described["kept"]


_JUNK = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner))


@given(st.dictionaries(st.sampled_from(["days", "inner", "named", "listed", "other"]), _JUNK), st.sampled_from(Tier))
def test_what_is_no_section_is_left_to_the_model(data: dict[str, Any], tier: Tier) -> None:
    filled = with_tier(Outer, data, tier)
    assert all(filled[name] == value for name, value in data.items())


def test_an_organization_takes_its_tier(document: dict[str, Any]) -> None:
    document["networks"] = {"hub": {"account": "network", "region": "us-east-1", "cidr": "10.0.0.0/20"}}
    assert Organization.model_validate(document).networks["hub"].interface_endpoints
    assert Organization.model_validate(document | {"tier": "minimal"}).networks["hub"].interface_endpoints == ()
    assert Organization.model_validate(document | {"tier": "regulated"}).logging.data_events == ("s3", "lambda")


def test_a_tier_that_does_not_exist_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="minimal, standard or regulated"):
        Organization.model_validate(document | {"tier": "gold"})
