"""Each region of an account has a key for what the account stores, and its volumes are encrypted under it.

Not proved: that AWS's services really ask for the key in the way that their user guides say.
"""

from __future__ import annotations

import pytest

from components.account_keys import AccountKeys
from tests.conftest import HOME_REGION, OTHER_REGION, World, findings
from twin.graph import Graph

REGIONS = (HOME_REGION, OTHER_REGION)


@pytest.fixture
def graph(world: World) -> Graph:
    account = world.accounts["first"]
    return world.run(
        lambda: AccountKeys(
            "keys", {"account_id": account, "regions": REGIONS, "partition": "aws"}, world.within("first")
        )
    )


def test_new_volumes_are_encrypted_under_the_key_of_their_region(world: World, graph: Graph) -> None:
    keys = {node.region: node.outputs["arn"] for node in graph.of_type("aws:kms/key:Key")}
    for region in REGIONS:
        ec2 = world.client("ec2", "first", region)
        volume = ec2.create_volume(AvailabilityZone=f"{region}a", Size=1, Encrypted=True)
        assert volume["KmsKeyId"] == keys[region]
        assert world.client("ec2", "second", region).get_ebs_default_kms_key_id()["KmsKeyId"] == "alias/aws/ebs"


def test_no_control_has_anything_against_it(graph: Graph) -> None:
    assert findings(graph) == []
