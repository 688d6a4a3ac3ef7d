"""The table of regions is what botocore knows. Not proven: that an account may use a region (some are opt-in)."""

import botocore.session
import pytest

from organizations.regions import REGIONS


@pytest.mark.parametrize("partition", REGIONS)
def test_the_table_holds_the_regions_that_ec2_serves(partition: str) -> None:
    known = botocore.session.get_session().get_available_regions("ec2", partition)
    assert set(REGIONS[partition]) == set(known)
    assert len(REGIONS[partition]) == len(known)
