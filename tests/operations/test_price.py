"""`landing-zone price` counts what exists, reckons what is used, and adds up.

Not proven: that the prices are AWS's of today; the table says of when they are.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operations import _prices as prices
from operations.__main__ import main
from operations._prices import Usage
from operations.price import Line, assumed, bill
from organizations.loading import load
from tests.organizations.conftest import EXAMPLE
from twin import schema
from twin.graph import Graph, Node
from twin.handlers import State

ORGANIZATION = load(EXAMPLE)


Given = tuple[str, dict[str, Any]]


def graph_of(*given: Given) -> Graph:
    graph = Graph()
    for number, (type, inputs) in enumerate(given):
        graph.add(Node(f"urn:{number}", type, str(number), inputs, {}, state=State.EXECUTED))
    return graph


def priced(*given: Given, usage: Usage | None = None) -> dict[str, Line]:
    """The lines by what is paid for."""
    return {line.price.unit: line for line in bill(ORGANIZATION, graph_of(*given), usage or Usage())}


@pytest.mark.parametrize("type", prices.BY_RESOURCE)
def test_what_has_a_price_exists(type: str) -> None:
    assert schema.inputs(type)
    assert prices.BY_RESOURCE[type].month > 0


def test_nothing_costs_nothing() -> None:
    assert priced() == {}


def test_keys_are_counted() -> None:
    key: Given = ("aws:kms/key:Key", {})
    assert priced(key, key, key)["key"] == Line(prices.BY_RESOURCE["aws:kms/key:Key"], 3)


def test_an_interface_endpoint_is_paid_in_each_zone_and_a_gateway_is_free() -> None:
    endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint"
    interface = (endpoint, {"vpcEndpointType": "Interface", "subnetIds": ["a", "b", "c"]})
    assert priced(interface, (endpoint, {"vpcEndpointType": "Gateway"}))["endpoint and zone"].quantity == 3


def test_a_web_acl_is_paid_with_its_rules() -> None:
    lines = priced(("aws:wafv2/webAcl:WebAcl", {"rules": [{}, {}]}))
    assert (lines["web ACL"].month, lines["rule"].month) == (5.0, 2.0)


def test_use_grows_with_recorders_accounts_and_regions() -> None:
    recorders: list[Given] = [("aws:cfg/recorder:Recorder", {})] * 4
    assert priced(*recorders, usage=Usage(configuration_items=10))["configuration item"].quantity == 40
    trail: Given = ("aws:cloudtrail/trail:Trail", {"insightSelectors": [{}]})
    places = len(ORGANIZATION.accounts) * len(ORGANIZATION.regions)
    assert priced(trail, usage=Usage(trail_events=200_000))["100,000 events"].quantity == places * 2
    assert "100,000 events" not in priced(("aws:cloudtrail/trail:Trail", {}))


def test_the_example_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["price", "--json", "--organization", str(EXAMPLE)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["as_of"] == prices.AS_OF
    assert report["month"] == pytest.approx(sum(line["month"] for line in report["lines"]), abs=0.1)
    months = [line["month"] for line in report["lines"]]
    assert months == sorted(months, reverse=True)
    assert {line["feature"] for line in report["lines"]} >= {"Network", "Encryption keys", "AWS Config", "Security Hub"}


def test_every_assumption_that_cannot_be_used_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["price", "--assume", "buckets=many", "--assume", "camels=3", "--assume", "trail_gigabytes=-1"])
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert len(said.err.strip().splitlines()) == 3
    assert "got 'many', expected a whole number from 0" in said.err
    assert "got 'camels', expected one of configuration_items" in said.err


@given(st.lists(st.text()))
def test_whatever_is_assumed_is_taken_or_refused_in_our_words(said: list[str]) -> None:
    refused = ""
    try:
        assumed(said)
    except ValueError as error:
        refused = str(error)
    assert ("expected" in refused) is bool(said)


@given(st.integers(0, 10**9), st.floats(0, 10**9))
def test_what_is_assumed_is_used(buckets: int, gigabytes: float) -> None:
    usage = assumed([f"buckets={buckets}", f"trail_gigabytes={gigabytes!r}"])
    assert (usage.buckets, usage.trail_gigabytes) == (buckets, gigabytes)
