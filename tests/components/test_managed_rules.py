"""AWS's table of where managed rules are offered is read as it is meant.

Not proved: that the table is as new as AWS's own.
"""

from __future__ import annotations

import pytest

from components._managed_rules import _OFFER, _offers, _region_names, offered
from organizations.regions import REGIONS


@pytest.mark.parametrize(
    ("identifier", "region", "expected"),
    [
        ("S3_BUCKET_SSL_REQUESTS_ONLY", "eu-west-1", True),  # all regions
        ("CLOUDFRONT_SNI_ENABLED", "us-east-1", True),  # one region
        ("CLOUDFRONT_SNI_ENABLED", "eu-west-1", False),
        ("EC2_IMDSV2_CHECK", "eu-west-1", True),
        ("DOCDB_CLUSTER_ENCRYPTED", "us-east-1", True),  # some regions
        ("DOCDB_CLUSTER_ENCRYPTED", "eu-north-1", False),
        ("A_RULE_OF_TOMORROW", "eu-west-1", True),
    ],
)
def test_a_rule_is_offered_where_the_table_says(identifier: str, region: str, expected: bool) -> None:
    assert offered(identifier, region) is expected


def test_every_entry_of_the_table_is_understood() -> None:
    names = set(_region_names().values())
    assert {region for regions in REGIONS.values() for region in regions} <= set(_region_names())
    for identifier, offer in _offers().items():
        if offer != "All supported AWS regions":
            found = _OFFER.fullmatch(offer)
            assert found, f"{identifier}: {offer}"
            assert set(found["regions"].split(", ")) <= names, identifier
