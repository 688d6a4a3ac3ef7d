"""When address ranges are the internet, and which ports a rule speaks of, however the rule is written.

Not proved: that an IPv4 /8 or an IPv6 /32 is the right bound of what one organization owns; it is a choice.
"""

from __future__ import annotations

from contextlib import suppress
from ipaddress import IPv4Network, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_packs.guardrails.controls._properties import Block, Undecided
from policy_packs.guardrails.controls.vpc._helpers import TCP, covered, is_internet, named, network

Network = IPv4Network | IPv6Network

_FOURS = st.builds(
    lambda address, length: IPv4Network((address, length), strict=False), st.integers(0, 2**32 - 1), st.integers(0, 32)
)
_SIXES = st.builds(
    lambda address, length: IPv6Network((address, length), strict=False),
    st.integers(0, 2**128 - 1),
    st.integers(0, 128),
)
_NETWORKS = st.lists(_FOURS | _SIXES, max_size=6)
_PORTS = st.integers(0, 65535)


def _internet(*ranges: str) -> bool:
    return is_internet(network(text, "cidrBlocks") for text in ranges)


@pytest.mark.parametrize(
    "ranges",
    [
        ("0.0.0.0/0",),
        ("::/0",),
        ("2000::/3",),
        ("0.0.0.0/1",),
        ("0.0.0.0/1", "128.0.0.0/1"),
        ("10.0.0.0/8", "0.0.0.0/0"),
        ("8.8.8.8/0",),
        ("12.0.0.0/8", "15.0.0.0/8"),
        ("10.0.0.0/7",),
    ],
)
def test_these_are_the_internet(ranges: tuple[str, ...]) -> None:
    assert _internet(*ranges)


@pytest.mark.parametrize(
    "ranges",
    [
        (),
        ("10.0.0.0/8",),
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"),
        ("203.0.113.7/32",),
        ("12.0.0.0/8",),
        ("fc00::/7",),
        ("2001:db8::/32",),
    ],
)
def test_these_are_somebody(ranges: tuple[str, ...]) -> None:
    assert not _internet(*ranges)


@given(_NETWORKS, st.integers(1, 4))
def test_splitting_ranges_hides_nothing(ranges: list[Network], bits: int) -> None:
    split: list[Network] = []
    for item in ranges:
        split += item.subnets(prefixlen_diff=min(bits, item.max_prefixlen - item.prefixlen))
    assert is_internet(reversed(split)) or not is_internet(ranges)


@given(_NETWORKS, _NETWORKS)
def test_more_ranges_are_never_less_of_the_internet(ranges: list[Network], more: list[Network]) -> None:
    assert is_internet([*ranges, *more]) or not is_internet(ranges)


@given(_NETWORKS)
def test_saying_a_range_twice_changes_nothing(ranges: list[Network]) -> None:
    assert is_internet(ranges * 2) == is_internet(ranges)


@given(st.text(max_size=24))
def test_a_text_is_a_range_or_undecided(text: str) -> None:
    with suppress(Undecided):
        assert isinstance(network(text, "cidrIpv4"), IPv4Network | IPv6Network)


@pytest.mark.parametrize("text", ["", "everybody", "10.0.0.0/33", "10.0.0/8", "::/129"])
def test_what_is_no_range_is_undecided_with_its_path(text: str) -> None:
    with pytest.raises(Undecided, match=r"^ingress\[0\].cidrBlocks\[0\]$"):
        network(text, "ingress[0].cidrBlocks[0]")


@given(_PORTS, _PORTS, st.lists(_PORTS, unique=True), st.sampled_from(("tcp", "TCP", "6", "udp", "17")))
def test_a_range_of_ports_covers_what_lies_in_it(first: int, last: int, ports: list[int], protocol: str) -> None:
    rule = Block({"protocol": protocol, "fromPort": first, "toPort": last})
    assert covered(rule, ports) == [port for port in ports if port in range(first, last + 1)]


@given(st.dictionaries(st.sampled_from(("fromPort", "toPort")), st.integers(-1, 65535)), st.lists(_PORTS))
@pytest.mark.parametrize("protocol", [{"protocol": "-1"}, {"ipProtocol": "-1"}, {"protocol": "all"}])
def test_all_protocols_cover_every_port(protocol: dict[str, str], range_: dict[str, int], ports: list[int]) -> None:
    assert covered(Block({**protocol, **range_}), ports) == ports


@pytest.mark.parametrize("protocol", ["icmp", "1", "58", "50", ""])
def test_a_protocol_without_ports_covers_none(protocol: str) -> None:
    assert covered(Block({"protocol": protocol, "fromPort": 0, "toPort": 65535}), [22]) == []


def test_only_the_protocols_that_are_asked_for_count() -> None:
    udp = Block({"protocol": "udp", "fromPort": 0, "toPort": 65535})
    assert covered(udp, [3389]) == [3389]
    assert covered(udp, [3389], protocols=TCP) == []


def test_a_rule_without_a_range_covers_every_port() -> None:
    assert covered(Block({"ipProtocol": "tcp"}), [0, 22, 65535]) == [0, 22, 65535]


@pytest.mark.parametrize(
    ("ports", "text"),
    [([22], "22"), ([1, 2, 3, 4, 5], "1, 2, 3, 4, 5"), ([1, 2, 3, 4, 5, 6, 7], "1, 2, 3, 4, 5 and 2 more")],
)
def test_ports_are_named_in_short(ports: list[int], text: str) -> None:
    assert named(ports) == text
