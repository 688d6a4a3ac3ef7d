"""What the names of security policies say: the oldest version of TLS, and whether sessions have keys of their own.

Not proved: that AWS's policies do what their families say; that is in its user guides, and in the names themselves.
"""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_packs.guardrails.controls._properties import UNKNOWN, Block, Undecided
from policy_packs.guardrails.controls._tls import (
    SSL,
    TLS_1_0,
    TLS_1_2,
    TLS_1_3,
    Version,
    is_forward_secret,
    oldest_accepted,
    oldest_version,
)

TLS_1_1 = (1, 1)
NAMES = {
    SSL: ["SSLv3", "SSLv2", "ELBSecurityPolicy-2011-08"],
    TLS_1_0: [
        "TLSv1",
        "TLSv1.0",
        "TLSv1_2016",
        "TLS_1_0",
        "ELBSecurityPolicy-2016-08",
        "ELBSecurityPolicy-2015-05",
        "ELBSecurityPolicy-Default",
        "ELBSecurityPolicy-FS-2018-06",
        "ELBSecurityPolicy-TLS-1-0-2015-04",
        "ELBSecurityPolicy-TLS13-1-0-PQ-2025-09",
        "Policy-Min-TLS-1-0-2019-07",
        "IoTSecurityPolicy_TLS12_1_0_2016_01",
    ],
    TLS_1_1: [
        "TLSv1.1",
        "TLSv1.1_2016",
        "ELBSecurityPolicy-TLS-1-1-2017-01",
        "ELBSecurityPolicy-FS-1-1-2019-08",
        "ELBSecurityPolicy-TLS13-1-1-FIPS-2023-04",
    ],
    TLS_1_2: [
        "TLSv1.2",
        "TLSv1.2_2018",
        "TLSv1.2_2025",
        "TLS_1_2",
        "ELBSecurityPolicy-TLS-1-2-2017-01",
        "ELBSecurityPolicy-TLS-1-2-Ext-2018-06",
        "ELBSecurityPolicy-FS-1-2-Res-2020-10",
        "ELBSecurityPolicy-TLS13-1-2-2021-06",
        "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09",
        "SecurityPolicy_TLS12_2018_EDGE",
        "SecurityPolicy_TLS12_PFS_2025_EDGE",
        "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
        "IoTSecurityPolicy_TLS13_1_2_2022_10",
        "IoTSecurityPolicy_TLS12_1_2_2022_10",
        "Policy-Min-TLS-1-2-PFS-2023-10",
        "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08",
    ],
    TLS_1_3: [
        "TLSv1.3_2025",
        "ELBSecurityPolicy-TLS13-1-3-2021-06",
        "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
        "SecurityPolicy_TLS13_1_3_2025_09",
        "SecurityPolicy_TLS13_2025_EDGE",
        "IoTSecurityPolicy_TLS13_1_3_2022_10",
    ],
}
MINORS = st.integers(0, 3)
TAILS = st.from_regex(r"((Res|Ext[0-2]?|FIPS|PQ|PFS)[-_])?20[0-9]{2}[-_](0[1-9]|1[0-2])", fullmatch=True)


@pytest.mark.parametrize(("name", "version"), [(name, version) for version, names in NAMES.items() for name in names])
def test_a_family_names_its_oldest_version(name: str, version: Version) -> None:
    assert oldest_version(name) == version


@given(MINORS, TAILS, st.sampled_from(("TLS13", "TLS", "FS")))
def test_future_policies_of_load_balancers_are_read(minor: int, tail: str, family: str) -> None:
    assert oldest_version(f"ELBSecurityPolicy-{family}-1-{minor}-{tail}") == (1, minor)


@given(MINORS, TAILS, st.sampled_from(("", "IoT")), st.sampled_from(("TLS12", "TLS13")))
def test_future_policies_of_gateways_are_read(minor: int, tail: str, service: str, family: str) -> None:
    assert oldest_version(f"{service}SecurityPolicy_{family}_1_{minor}_{tail}") == (1, minor)


@given(MINORS, st.integers(2016, 2099))
def test_future_policies_of_distributions_are_read(minor: int, year: int) -> None:
    assert oldest_version(f"TLSv1.{minor}_{year}") == (1, minor)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "mine",
        "TLSv2",
        "TLSv1.4_2030",
        "TLS_1_2_",
        "xTLS_1_2",
        "ELBSecurityPolicy-",
        "ELBSecurityPolicy-TLS13-1-2",
        "ELBSecurityPolicy-TLS14-1-2-2030-01",
        "ELBSecurityPolicy-TLS13-1-9-2030-01",
        "SecurityPolicy_TLS13_1_4_2030_01",
        "SecurityPolicy_TLS11_2010_EDGE",
    ],
)
def test_a_name_of_no_family_is_undecided_with_its_path(name: str) -> None:
    assert oldest_version(name) is None
    with pytest.raises(Undecided, match=r"^listener\.sslPolicy$"):
        oldest_accepted(Block({"sslPolicy": name}, "listener"), "sslPolicy")


def test_what_is_unknown_is_undecided() -> None:
    with pytest.raises(Undecided, match=r"^sslPolicy$"):
        oldest_accepted(Block({"sslPolicy": UNKNOWN}), "sslPolicy", "TLS_1_2")


@pytest.mark.parametrize("properties", [{}, {"securityPolicy": ""}, {"securityPolicy": None}])
def test_the_default_stands_for_what_is_missing(properties: dict[str, object]) -> None:
    assert oldest_accepted(Block(properties), "securityPolicy", "TLS_1_2") == TLS_1_2


def test_the_default_gives_way_to_what_is_there() -> None:
    assert oldest_accepted(Block({"securityPolicy": "TLS_1_0"}), "securityPolicy", "TLS_1_2") == TLS_1_0


@given(st.text(max_size=40) | st.from_regex(r"[A-Za-z]*Policy[-_]TLS1?[0-9]?[-_].{0,20}"))
def test_any_text_is_a_version_or_unknown(text: str) -> None:
    version = oldest_version(text)
    assert version is None or SSL <= version <= TLS_1_3
    if is_forward_secret(text):
        assert version is not None and version >= TLS_1_2


@given(st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.lists(st.text(), max_size=2))
def test_any_value_is_a_version_or_undecided(value: object) -> None:
    with suppress(Undecided):
        assert oldest_accepted(Block({"sslPolicy": value}), "sslPolicy", "TLS_1_2") >= SSL


@pytest.mark.parametrize(
    "name",
    [
        "TLS13-1-3-2021-06",
        "TLS13-1-2-2021-06",
        "TLS13-1-2-Res-PQ-2025-09",
        "TLS13-1-2-Ext0-FIPS-2023-04",
        "FS-1-2-2019-08",
        "FS-1-2-Res-2020-10",
    ],
)
def test_these_are_forward_secret(name: str) -> None:
    assert is_forward_secret(f"ELBSecurityPolicy-{name}")


@pytest.mark.parametrize(
    "name",
    [
        "TLS13-1-2-Ext1-2021-06",
        "TLS13-1-2-Ext2-FIPS-PQ-2025-09",
        "TLS13-1-1-2021-06",
        "TLS-1-2-2017-01",
        "TLS-1-2-Ext-2018-06",
        "FS-1-1-2019-08",
        "2016-08",
    ],
)
def test_these_are_not_forward_secret(name: str) -> None:
    assert not is_forward_secret(f"ELBSecurityPolicy-{name}")


def test_only_whole_names_count() -> None:
    assert oldest_version("ELBSecurityPolicy-2016-08 ") is None
    assert not is_forward_secret("my-ELBSecurityPolicy-TLS13-1-3-2021-06")
    assert all(re.fullmatch(r"[\w.-]+", name) for names in NAMES.values() for name in names)
