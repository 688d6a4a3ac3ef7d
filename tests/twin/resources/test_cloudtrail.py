"""CloudTrail in the embedded AWS: a trail is made, read back with what it records, changed and deleted.

Not proved: that anything is recorded or delivered; moto checks that the bucket exists and no more.
"""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.conftest import HOME_REGION, OTHER_REGION, World
from tests.twin.resources._life import Life
from twin.handlers import TwinError, handlers

TRAIL = "aws:cloudtrail/trail:Trail"
KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
RATES = {"insightType": "ApiCallRateInsight"}
ERRORS = {"insightType": "ApiErrorRateInsight"}
OBJECTS = {
    "name": "Objects",
    "fieldSelectors": [
        {"field": "eventCategory", "equals": ["Data"]},
        {"field": "resources.type", "equals": ["AWS::S3::Object"]},
        {"field": "resources.ARN", "notStartsWiths": ["arn:aws:s3:::trail-archive/"]},
    ],
}


def trail(world: World, **inputs: Any) -> Life:
    world.client("s3", "second").create_bucket(Bucket="trail-archive")
    asked = {
        "name": "everything",
        "s3BucketName": "trail-archive",
        "isMultiRegionTrail": True,
        "isOrganizationTrail": True,
        "enableLogFileValidation": True,
        "kmsKeyId": KEY,
    }
    return Life(world, TRAIL, **{**asked, **inputs})


def test_a_trail_is_made_in_its_account_and_records(world: World) -> None:
    life = trail(world, tags={"team": "security"})
    cloudtrail = world.client("cloudtrail", "first", OTHER_REGION)
    held = cloudtrail.get_trail(Name="everything")["Trail"]
    assert held["TrailARN"] == life.outputs["arn"]
    assert life.outputs["homeRegion"] == OTHER_REGION
    assert (held["IsOrganizationTrail"], held["LogFileValidationEnabled"], held["KmsKeyId"]) == (True, True, KEY)
    assert cloudtrail.get_trail_status(Name=life.id)["IsLogging"] is True
    assert world.client("cloudtrail", "second", OTHER_REGION).describe_trails()["trailList"] == []


def test_what_a_trail_records_is_read_back(world: World) -> None:
    life = trail(world, advancedEventSelectors=[OBJECTS], insightSelectors=[RATES])
    live = life.live() or {}
    assert live["advancedEventSelectors"] == [OBJECTS]
    assert live["insightSelectors"] == [RATES]


def test_a_trail_changes_in_place(world: World) -> None:
    life = trail(world, insightSelectors=[RATES])
    life.change(insightSelectors=[RATES, ERRORS], enableLogging=False, kmsKeyId=KEY.replace("1234", "4321"))
    cloudtrail = world.client("cloudtrail", "first", OTHER_REGION)
    assert cloudtrail.get_trail_status(Name=life.id)["IsLogging"] is False
    assert len(cloudtrail.get_insight_selectors(TrailName=life.id)["InsightSelectors"]) == 2
    assert handlers()[TRAIL].replaces >= {"name"}


def test_a_deleted_trail_is_gone(world: World) -> None:
    life = trail(world)
    life.delete()
    assert life.live() is None


def test_a_trail_without_a_bucket_is_refused(world: World) -> None:
    with pytest.raises(TwinError, match="does not exist"):
        Life(world, TRAIL, name="everything", s3BucketName="nowhere")
    with pytest.raises(ClientError, match="Unknown trail"):
        world.client("cloudtrail", "first", HOME_REGION).get_trail(Name="everything")
