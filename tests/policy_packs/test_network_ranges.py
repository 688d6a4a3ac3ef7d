"""When address ranges are the internet, which ports and sources a rule speaks of, and who refers to whom.

Not proved: that an IPv4 /8 or an IPv6 /24 is the right bound of what one organization owns; it is a choice.
"""

from __future__ import annotations

from contextlib import suppress
from ipaddress import IPv4Network, IPv6Network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_packs.guardrails.controls._properties import UNKNOWN, Block, Undecided
from policy_packs.guardrails.controls._resources import Resource, Stack
from policy_packs.guardrails.controls.vpc._helpers import (
    EGRESS_RULE,
    GROUP_RULE,
    GROUPS,
    INGRESS_RULE,
    SECURITY_GROUP,
    TCP,
    covered,
    internet,
    internet_gateway,
    is_for_everything,
    is_internet,
    is_referred_to,
    missing_endpoints,
    named,
    network,
    overlap,
    port_range,
    protocol,
    ranges,
    rules,
    settle,
)

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
        ("2001::/23",),
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
        ("2400:cb00::/32", "2606:4700::/32", "2803:f800::/32", "2405:b500::/32"),
        ("2600:1f00::/24",),
        ("224.0.0.0/3", "127.0.0.0/8"),
        ("ff00::/8", "fe80::/10"),
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


@pytest.mark.parametrize("protocol", ["icmp", "1", "58", "50"])
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


@pytest.mark.parametrize(
    ("number", "name"),
    [("-1", "all"), ("", "all"), ("6", "tcp"), ("17", "udp"), ("1", "icmp"), ("58", "icmpv6"), ("50", "50")],
)
@pytest.mark.parametrize("key", ["protocol", "ipProtocol"])
def test_a_protocol_has_one_name(key: str, number: str, name: str) -> None:
    assert protocol(Block({key: number})) == protocol(Block({key: name.upper()})) == name


def test_a_protocol_may_be_given_as_a_number() -> None:
    assert protocol(Block({"protocol": 6})) == "tcp"
    assert protocol(Block({"protocol": -1})) == "all"


@pytest.mark.parametrize(
    ("bounds", "reach"),
    [
        ({}, (0, 65535)),
        ({"fromPort": -1, "toPort": -1}, (0, 65535)),
        ({"fromPort": 0, "toPort": 0}, (0, 0)),
        ({"fromPort": 22, "toPort": 22}, (22, 22)),
        ({"toPort": 22}, (0, 22)),
        ({"fromPort": "22"}, (22, 65535)),
    ],
)
def test_bounds_that_are_left_out_or_minus_one_are_any_port(bounds: dict[str, Any], reach: tuple[int, int]) -> None:
    assert port_range(Block({"protocol": "tcp", **bounds})) == reach


@pytest.mark.parametrize("port", [65536, -2, float("nan"), float("inf"), "http", UNKNOWN])
def test_what_is_no_port_is_undecided(port: object) -> None:
    with pytest.raises(Undecided, match=r"^fromPort$"):
        port_range(Block({"protocol": "tcp", "fromPort": port}))


@pytest.mark.parametrize(
    ("rule", "everything"),
    [
        ({"protocol": "-1"}, True),
        ({"protocol": "tcp"}, True),
        ({"protocol": "tcp", "fromPort": 1, "toPort": 65535}, True),
        ({"protocol": "tcp", "fromPort": 2, "toPort": 65535}, False),
        ({"protocol": "tcp", "fromPort": 0, "toPort": 65534}, False),
        ({"protocol": "icmp"}, False),
    ],
)
def test_what_is_for_everything(rule: dict[str, Any], everything: bool) -> None:
    assert is_for_everything(Block(rule)) is everything


def _rule(protocol: str, first: int | None = None, last: int | None = None) -> Block:
    return Block({"protocol": protocol, "fromPort": first, "toPort": last})


def test_rules_overlap_where_the_other_is_for_the_first_port_too() -> None:
    web = _rule("tcp", 80, 443)
    assert overlap(web, _rule("6", 1, 80))
    assert overlap(web, _rule("-1"))
    assert not overlap(web, _rule("tcp", 81, 443))
    assert not overlap(web, _rule("tcp", 1, 79))
    assert not overlap(web, _rule("udp", 80, 443))
    assert overlap(_rule("icmp", 8, 0), _rule("1", 0, 0))
    assert not overlap(_rule("icmp", 8, 0), web)
    assert not overlap(_rule("-1"), web)


@given(st.lists(st.sampled_from(("10.0.0.0/8", "0.0.0.0/1", "::/0", "not a range", UNKNOWN)), max_size=5))
def test_known_ranges_are_read_past_those_that_are_not(items: list[object]) -> None:
    rule = Block({"cidrBlocks": items}, "ingress[0]")
    known = {item for item in items if isinstance(item, str) and item != "not a range"}
    assert set(ranges(rule)) == known
    if {"0.0.0.0/1", "::/0"} & known:
        assert internet(rule) == ", ".join(dict.fromkeys(item for item in items if item in known))
    elif set(items) - known:
        with pytest.raises(Undecided):
            internet(rule)
    else:
        assert internet(rule) == ""


@pytest.mark.parametrize("source", ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"])
def test_every_way_to_name_addresses_is_read(source: str) -> None:
    assert internet(Block({source: "::/0"})) == "::/0"
    with pytest.raises(Undecided, match=f"^{source}$"):
        settle(Block({source: UNKNOWN}))


def test_other_sources_are_no_addresses() -> None:
    rule = Block({"self": True, "securityGroups": ["0.0.0.0/0"], "prefixListIds": UNKNOWN, "description": "::/0"})
    assert not ranges(rule)
    assert internet(rule) == ""


def _resource(
    token: str, /, name: str = "", dependencies: dict[str, tuple[str, ...]] | None = None, **inputs: Any
) -> Resource:
    return Resource(token, inputs, urn=f"urn:{name}", name=name, property_dependencies=dependencies)


def test_rules_of_a_direction_have_one_shape() -> None:
    for type in GROUPS:
        group = _resource(type, ingress=[{}, {}], egress=[{}])
        assert [len(rules(group)), len(rules(group, "egress"))] == [2, 1]
    for type, direction in ((INGRESS_RULE, "ingress"), (EGRESS_RULE, "egress")):
        alone = _resource(type)
        assert {side: rules(alone, side) for side in ("ingress", "egress")} == {
            "ingress": [],
            "egress": [],
            direction: [alone],
        }
    outgoing = _resource(GROUP_RULE, type="egress")
    assert not rules(outgoing)
    assert rules(outgoing, "egress") == [outgoing]


_SUBNET = _resource("aws:ec2/subnet:Subnet", "subnet", id="subnet-1")
_TABLE = "aws:ec2/routeTable:RouteTable"
_ROUTE = "aws:ec2/route:Route"
_OUT: dict[str, Any] = {"gatewayId": "igw-1"}


def _joined(table: Any = "rtb-1", subnet: Any = "subnet-1", name: str = "association") -> Resource:
    return _resource("aws:ec2/routeTableAssociation:RouteTableAssociation", name, subnetId=subnet, routeTableId=table)


@pytest.mark.parametrize(
    "routes",
    [
        [_resource(_TABLE, "table", id="rtb-1", routes=[{"natGatewayId": "nat-1"}, _OUT])],
        [_resource(_TABLE, "table", id="rtb-1", routes=[UNKNOWN, _OUT])],
        [_resource(_TABLE, "table", id="rtb-1"), _resource(_ROUTE, "route", routeTableId="rtb-1", **_OUT)],
        [
            _resource(_TABLE, "table", id="rtb-1", routes=[{"gatewayId": UNKNOWN}]),
            _resource(_ROUTE, "route", routeTableId="rtb-1", **_OUT),
        ],
        [
            _resource(_TABLE, "none", id="rtb-2"),
            _joined("rtb-2", name="z"),
            _resource(_TABLE, "t", id="rtb-1", routes=_OUT),
        ],
    ],
)
def test_a_subnet_leads_to_the_internet_by_any_route_of_its_tables(routes: list[Resource]) -> None:
    assert internet_gateway(_SUBNET, Stack([_SUBNET, _joined(), *routes])) == "igw-1"


def test_a_gateway_of_the_stack_is_called_by_its_name() -> None:
    gateway = _resource("aws:ec2/internetGateway:InternetGateway", "internet", id="igw-1")
    table = _resource(_TABLE, "table", {"routes": ("urn:internet",)}, id="rtb-1", routes=[{"gatewayId": UNKNOWN}])
    assert internet_gateway(_SUBNET, Stack([_SUBNET, _joined(), table, gateway])) == "internet"


@pytest.mark.parametrize(
    "others",
    [
        [],
        [_joined()],
        [_joined(), _resource(_TABLE, "table", id="rtb-1", routes=[{"gatewayId": "vgw-1", "natGatewayId": UNKNOWN}])],
        [_joined("rtb-2"), _resource(_TABLE, "table", id="rtb-1", routes=[_OUT])],
        [_joined(subnet="subnet-2"), _resource(_TABLE, "table", id="rtb-1", routes=[_OUT])],
        [_joined(), _resource(_TABLE, "t", id="rtb-1"), _resource(_ROUTE, "route", routeTableId="rtb-2", **_OUT)],
    ],
)
def test_a_subnet_without_such_a_route_leads_nowhere(others: list[Resource]) -> None:
    assert internet_gateway(_SUBNET, Stack([_SUBNET, *others])) == ""


@pytest.mark.parametrize(
    "others",
    [
        [_joined(subnet=UNKNOWN)],
        [_joined(table=UNKNOWN), _resource(_TABLE, "table", id="rtb-1")],
        [_joined(), _resource(_TABLE, "table", id="rtb-1"), _resource(_ROUTE, "route", routeTableId=UNKNOWN, **_OUT)],
    ],
)
def test_a_subnet_may_lead_to_the_internet(others: list[Resource]) -> None:
    with pytest.raises(Undecided):
        internet_gateway(_SUBNET, Stack([_SUBNET, *others]))


def test_a_resource_is_referred_to_by_others_but_not_by_its_own_rules() -> None:
    group = _resource(SECURITY_GROUP, "group", id="sg-1")
    own = _resource(INGRESS_RULE, "own", {"securityGroupId": ("urn:group",)}, securityGroupId="sg-1")
    assert not is_referred_to(group, Stack([group, own]))
    by_text = _resource(INGRESS_RULE, "text", securityGroupId="sg-2", referencedSecurityGroupId="sg-1")
    assert is_referred_to(group, Stack([group, own, by_text]))
    by_dependency = _resource(INGRESS_RULE, "dependency", {"referencedSecurityGroupId": ("urn:group",)})
    assert is_referred_to(group, Stack([group, by_dependency]))


def test_an_unknown_property_without_a_dependency_may_refer_to_anything() -> None:
    group = _resource(SECURITY_GROUP, "group", id="sg-1")
    unknown = _resource("aws:ec2/instance:Instance", "server", vpcSecurityGroupIds=[UNKNOWN])
    with pytest.raises(Undecided, match=r"^vpcSecurityGroupIds of server$"):
        is_referred_to(group, Stack([group, unknown]))
    settled = _resource("aws:ec2/instance:Instance", "server", {"ami": ("urn:image",)}, ami=UNKNOWN, id=UNKNOWN)
    assert not is_referred_to(group, Stack([group, settled]))


def test_a_resource_may_be_referred_to_by_its_other_outputs() -> None:
    address = _resource("aws:ec2/eip:Eip", "address", id="eipalloc-1", publicIp="203.0.113.7")
    association = _resource("aws:ec2/eipAssociation:EipAssociation", "association", publicIp="203.0.113.7")
    stack = Stack([address, association])
    assert is_referred_to(address, stack, "publicIp")
    assert not is_referred_to(address, stack)


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("com.amazonaws.us-east-1.ecr.api", []),
        ("cn.com.amazonaws.cn-north-1.ecr.api", []),
        ("com.amazonaws.us-east-1.ecr.dkr", ["ecr.api"]),
        ("com.amazonaws.vpce.us-east-1.ecr.api", ["ecr.api"]),
        ("", ["ecr.api"]),
    ],
)
def test_an_endpoint_serves_the_service_that_its_name_ends_with(name: str, missing: list[str]) -> None:
    vpc = _resource("aws:ec2/vpc:Vpc", "main", id="vpc-1")
    endpoint = _resource("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint", vpcId="vpc-1", serviceName=name)
    assert missing_endpoints(vpc, Stack([vpc, endpoint]), ["ecr.api"]) == missing
