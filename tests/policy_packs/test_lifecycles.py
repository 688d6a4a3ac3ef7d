"""The tables of support: they read as dates, know the SDK's runtimes, and are looked up as versions are written.

Not proved: that AWS keeps to the dates; they are planned, and AWS moves them.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi_aws import lambda_

from policy_packs.guardrails.controls._lifecycles import AS_OF, SUPPORTED_UNTIL, ended


def test_every_runtime_that_the_sdk_knows_is_in_the_table() -> None:
    assert not {runtime.value for runtime in lambda_.Runtime} - set(SUPPORTED_UNTIL["lambda"])


@pytest.mark.parametrize("product", SUPPORTED_UNTIL)
def test_the_dates_are_dates(product: str) -> None:
    assert all(date.fromisoformat(day).isoformat() == day for day in SUPPORTED_UNTIL[product].values())


@pytest.mark.parametrize("product", SUPPORTED_UNTIL)
def test_a_version_newer_than_the_table_is_supported(product: str) -> None:
    assert ended(product, "99.1") is None


@pytest.mark.parametrize(
    ("product", "version", "end"),
    [
        ("postgres", "13.7", "2026-02-28"),
        ("postgres", "16.1", ""),
        ("mysql", "5.6.10a", "2022-03-01"),
        ("aurora-mysql", "5.7.mysql_aurora.2.07.1", "2024-10-31"),
        ("aurora-mysql", "8.0.mysql_aurora.3.02.0", ""),
        ("elasticsearch", "Elasticsearch_6.7", "2025-11-07"),
        ("elasticsearch", "6.8", ""),
        ("opensearch", "OpenSearch_2.3", "2025-11-07"),
        ("opensearch", "OpenSearch_2.11", ""),
        ("opensearch", "opensearch_1.0", "2025-11-07"),
        ("emr", "emr-6.1.0", "2025-11-17"),
        ("emr", "emr-7.12.0", ""),
        ("kafka", "2.8.2.tiered", "2025-01-14"),
        ("kafka", "3.7.x", "2026-09-01"),
        ("kafka", "3.70", ""),
        ("redis", "6.x", ""),
        ("redis", "5.0.6", "2026-01-31"),
        ("neptune", "1.4.6.3", ""),
        ("lambda", "python3.9", "2025-12-15"),
        ("lambda", "provided.al2099", ""),
        ("mysql", "", ""),
        ("mysql", "latest", ""),
    ],
)
def test_versions_are_found_as_services_spell_them(product: str, version: str, end: str) -> None:
    assert ended(product, version) == (date.fromisoformat(end) if end else None)


def test_a_version_has_ended_from_the_day_after_the_last_on() -> None:
    assert ended("eks", "1.34", on="2026-12-02") is None
    assert ended("eks", "1.34", on="2026-12-03") == date(2026, 12, 2)


def test_a_product_that_is_not_listed_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        ended("dbase", "3")


@given(st.sampled_from(sorted(SUPPORTED_UNTIL)), st.text() | st.from_regex(r"\A\w{0,6}\d+(\.\w+){0,4}\Z"))
def test_any_text_has_an_answer_and_only_days_before_the_reading_count(product: str, version: str) -> None:
    end = ended(product, version)
    assert end is None or end < date.fromisoformat(AS_OF)
