"""Each rule between sections refuses what breaks it, names the value and its place, and leaves the rest alone.

Not proven: that the rules are all that AWS asks for.
"""

from collections.abc import Callable
from ipaddress import IPv4Network
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.model import Network
from organizations.problems import Problem

Find = Callable[[object], list[Problem]]


def put(document: dict[str, Any], path: str, value: object) -> None:
    """Set the value at a path such as accounts.security.unit."""
    *above, last = path.split(".")
    for key in above:
        document = document.setdefault(key, {})
    document[last] = value


ACCOUNT = {"email": "new@example.com", "unit": "Sandbox", "owner": "new@example.com"}


@pytest.mark.parametrize(
    ("at", "value", "path", "expected", "fix"),
    [
        ("regions", ["us-east-1", "us-gov-west-1"], "regions[1]", "partition aws", "choose one"),
        ("regions", ["us-east-1", "eu-west-1", "us-east-1"], "regions[2]", "each region once", "remove"),
        ("partition", "aws-cn", "regions[0]", "partition aws-cn", "choose one"),
        ("home_region", "eu-west-2", "home_region", "one of regions", "add it to regions"),
        ("units.Workloads/Other", {}, "units.Workloads/Other", 'without "/"', "rename"),
        ("units.\tTab", {}, "units.\\tTab", "1 to 128 characters", "rename"),
        ("units." + "x" * 129, {}, "units." + "x" * 57 + "...", "1 to 128 characters", "rename"),
        ("units.root", {}, "units.root", "another name", "rename"),
        ("units.network", {}, "accounts.network", "a name that no unit has", "rename"),
        ("accounts.Payments", ACCOUNT, "accounts.Payments", "2 to 50 lower-case", "rename"),
        ("accounts." + "x" * 51, ACCOUNT, "accounts." + "x" * 51, "2 to 50 lower-case", "rename"),
        ("accounts.network.unit", "Infrastructur", "accounts.network.unit", "path of a unit", '"Infrastructure"?'),
        ("accounts.network.unit", "root", "accounts.network.unit", "only the management account", "name a unit"),
        ("accounts.management.unit", "Security", "accounts.management.unit", "root", "write root"),
        ("accounts.management.id", None, "accounts.management.id", "id of the management", "12 digits"),
        ("accounts.network.id", "111122223333", "accounts.network.id", "(management has it)", "again"),
        ("accounts.network.email", "AWS+security@example.com", "accounts.network.email", "(security has it)", "own"),
        ("accounts.security.unit", "Workloads", "accounts.security.unit", "apart from workloads", "Security"),
        ("accounts.log-archive.unit", "Suspended", "accounts.log-archive.unit", "apart from workloads", "Security"),
        ("foundation.security", "securty", "foundation.security", "name of an account", 'did you mean "security"?'),
        ("foundation.security", "network", "foundation.network", "it is the security account too", "separate"),
        ("networks.Hub", None, "networks.Hub", "2 to 31 lower-case", "rename"),
        ("networks.hub.account", "netwrok", "networks.hub.account", "name of an account", 'did you mean "network"?'),
        ("networks.hub.account", "management", "networks.hub.account", "a member account", "move"),
        ("networks.hub.region", "eu-west-2", "networks.hub.region", "one of regions", "add it to regions"),
        ("networks.hub.cidr", "10.16.255.0/24", "networks.hub.cidr", "payments-production (10.16.0.0/16)", "free"),
        ("logging.archive_days", 364, "logging.archive_days", "at least object_lock.days, 365", "longer"),
        (
            *("logging.object_lock.mode", "COMPLIANCE", "logging.object_lock.acknowledge_irreversible"),
            *("true in COMPLIANCE mode", "GOVERNANCE"),
        ),
        ("tags.aws:owner", "x", "tags.aws:owner", 'no "aws:"', "rename"),
        ("tags.a&b", "x", "tags.a&b", "1 to 128 letters", "rename"),
        ("tags." + "k" * 129, "x", "tags." + "k" * 57 + "...", "1 to 128 letters", "rename"),
        ("tags", {f"tag-{number}": "x" for number in range(51)}, "tags", "at most 50 tags", "remove"),
    ],
)
def test_a_rule_refuses_what_breaks_it(
    document: dict[str, Any], problems: Find, at: str, value: object, path: str, expected: str, fix: str
) -> None:
    assert problems(document) == []
    put(document, at, document["networks"].pop("hub") if at == "networks.Hub" else value)
    found = [each for each in problems(document) if each.path == path]
    assert any(expected in each.expected and fix in each.fix for each in found), problems(document)


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("accounts.shared-services.id", "444455556666"),
        ("logging.archive_days", 365),
        ("logging.object_lock", {"mode": "COMPLIANCE", "days": 30, "acknowledge_irreversible": True}),
        ("networks.hub.cidr", "10.33.0.0/16"),
        ("networks.hub.cidr", "172.31.0.0/16"),
        ("networks.hub.cidr", "192.168.255.0/24"),
        ("units.Research & Development", {"units": {"Zürich": {}}}),
        ("tags", {f"tag-{number}": "" for number in range(50)}),
        ("tags.Kostenträger", "a_b.c:d/e=f+g-h@i 1"),
    ],
)
def test_a_rule_leaves_alone_what_keeps_it(document: dict[str, Any], problems: Find, at: str, value: object) -> None:
    put(document, at, value)
    assert problems(document) == []


@pytest.mark.parametrize("levels", range(1, 8))
def test_units_nest_five_levels(document: dict[str, Any], problems: Find, levels: int) -> None:
    unit: dict[str, Any] = {}
    for _ in range(levels - 1):
        unit = {"units": {"Inner": unit}}
    document["units"]["Outer"] = unit
    deepest = "units.Outer" + ".units.Inner" * 5
    assert [each.path for each in problems(document)] == ([deepest] if levels > 5 else [])


@pytest.mark.parametrize("partition", ["aws-us-gov", "aws-cn"])
def test_other_partitions_have_their_own_regions(document: dict[str, Any], problems: Find, partition: str) -> None:
    home = {"aws-us-gov": "us-gov-west-1", "aws-cn": "cn-north-1"}[partition]
    document |= {"partition": partition, "home_region": home, "regions": [home], "networks": {}}
    assert problems(document) == []


@given(prefix=st.integers(16, 24), zones=st.integers(2, 3))
def test_a_network_is_refused_when_a_load_balancer_does_not_fit(problems: Find, prefix: int, zones: int) -> None:
    cidr = f"10.0.0.0/{prefix}"
    network = Network(account="network", region="us-east-1", cidr=cidr, availability_zones=zones)
    subnets = 2 ** (27 - prefix)
    # Subnets of equal size come in powers of two, so nine take the place of sixteen.
    fits = subnets >= {2: 8, 3: 16}[zones]
    document = {"networks": {"hub": network.model_dump()}}
    found = [each for each in problems(document) if each.path == "networks.hub.cidr"]
    assert (found == []) is fits


BLOCKS = st.builds(
    lambda start, prefix: IPv4Network((int(IPv4Network("10.0.0.0/8")[0]) + (start << 8), prefix), strict=False),
    st.integers(0, 1023),
    st.integers(16, 24),
)


@given(st.lists(BLOCKS, max_size=12))
def test_overlaps_are_found_as_ipaddress_finds_them(problems: Find, blocks: list[IPv4Network]) -> None:
    networks = {f"net-{index:02}": block for index, block in enumerate(blocks)}
    overlapping = {
        name for pair in combinations(networks, 2) if networks[pair[0]].overlaps(networks[pair[1]]) for name in pair
    }
    document = {"networks": {name: {"cidr": str(block)} for name, block in networks.items()}}
    found = [each for each in problems(document) if "no other network" in each.expected]
    named = {name for name in networks for each in found if name in each.path or name in each.expected}
    assert named == overlapping


@given(st.lists(BLOCKS, min_size=2, max_size=8))
def test_a_network_is_said_to_overlap_only_those_that_it_does(problems: Find, blocks: list[IPv4Network]) -> None:
    networks = {f"net-{index:02}": block for index, block in enumerate(blocks)}
    document = {"networks": {name: {"cidr": str(block)} for name, block in networks.items()}}
    for each in problems(document):
        if "no other network" in each.expected:
            inner = each.path.split(".")[1]
            outer = [name for name in networks if name in each.expected]
            assert outer
            assert all(networks[inner].overlaps(networks[name]) for name in outer)
