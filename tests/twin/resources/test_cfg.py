"""AWS Config in the embedded AWS: each type is made, read back, changed and deleted where it belongs and nowhere else.

Not proved: that anything is recorded, delivered or assessed, that AWS Config may write to the bucket, and what a
conformance pack makes in the accounts (moto forgets its template).
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import OTHER_REGION, World
from twin.handlers import TwinError, carry_out, handlers, read_back

RECORDER = "aws:cfg/recorder:Recorder"
CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel"
STATUS = "aws:cfg/recorderStatus:RecorderStatus"
RETENTION = "aws:cfg/retentionConfiguration:RetentionConfiguration"
AGGREGATOR = "aws:cfg/configurationAggregator:ConfigurationAggregator"
PACK = "aws:cfg/organizationConformancePack:OrganizationConformancePack"

ROLE = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
GROUP = {"allSupported": True, "includeGlobalResourceTypes": True}
WHERE = ("first", OTHER_REGION)
ELSEWHERE = (("first", "us-east-1"), ("second", OTHER_REGION))


def make(world: World, token: str, **inputs: Any) -> tuple[str, dict[str, Any]]:
    id, outputs, _ = carry_out(world.at(*WHERE), token, inputs, name="test")
    return id, outputs


def recorder(world: World, **inputs: Any) -> dict[str, Any]:
    asked = {"name": "landing-zone", "roleArn": ROLE, "recordingGroup": GROUP, **inputs}
    make(world, RECORDER, **asked)
    return asked


def channel(world: World) -> dict[str, Any]:
    world.client("s3", "second").create_bucket(Bucket="archive")
    asked = {
        "name": "landing-zone",
        "s3BucketName": "archive",
        "snapshotDeliveryProperties": {"deliveryFrequency": "TwentyFour_Hours"},
    }
    make(world, CHANNEL, **asked)
    return asked


def change(world: World, token: str, id: str, inputs: dict[str, Any]) -> None:
    handlers()[token].update(world.at(*WHERE), id, inputs)
    read_back(world.at(*WHERE), token, id, inputs)


def test_a_recorder_lives_in_its_account_and_region(world: World) -> None:
    recorder(world)
    held = world.client("config", *WHERE).describe_configuration_recorders()["ConfigurationRecorders"]
    assert [(item["name"], item["roleARN"]) for item in held] == [("landing-zone", ROLE)]
    assert held[0]["recordingGroup"]["includeGlobalResourceTypes"] is True
    for where in ELSEWHERE:
        assert world.client("config", *where).describe_configuration_recorders()["ConfigurationRecorders"] == []


def test_a_recorder_changes_in_place_and_goes(world: World) -> None:
    asked = recorder(world)
    excluding = {
        "allSupported": False,
        "recordingStrategies": [{"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"}],
        "exclusionByResourceTypes": [{"resourceTypes": ["AWS::IAM::Role"]}],
    }
    change(world, RECORDER, "landing-zone", {**asked, "recordingGroup": excluding})
    with pytest.raises(TwinError, match="recordingGroup"):
        read_back(world.at(*WHERE), RECORDER, "landing-zone", asked)
    handlers()[RECORDER].delete(world.at(*WHERE), "landing-zone", {})
    assert handlers()[RECORDER].read(world.at(*WHERE), "landing-zone", asked) is None


def test_a_second_recorder_is_refused(world: World) -> None:
    recorder(world)
    with pytest.raises(TwinError, match="PutConfigurationRecorder"):
        recorder(world, name="another")


def test_a_channel_needs_a_recorder_and_a_bucket(world: World) -> None:
    with pytest.raises(TwinError, match="there is no bucket archive"):
        make(world, CHANNEL, name="landing-zone", s3BucketName="archive")
    with pytest.raises(TwinError, match="PutDeliveryChannel"):
        channel(world)


def test_a_channel_delivers_to_the_bucket_that_was_asked_for(world: World) -> None:
    recorder(world)
    asked = channel(world)
    world.client("s3", "second").create_bucket(Bucket="another")
    change(world, CHANNEL, "landing-zone", {**asked, "s3BucketName": "another"})
    held = world.client("config", *WHERE).describe_delivery_channels()["DeliveryChannels"]
    assert [item["s3BucketName"] for item in held] == ["another"]
    handlers()[CHANNEL].delete(world.at(*WHERE), "landing-zone", {})
    assert handlers()[CHANNEL].read(world.at(*WHERE), "landing-zone", asked) is None


def test_a_recorder_starts_after_its_channel_and_stops_when_its_status_goes(world: World) -> None:
    recorder(world)
    started = {"name": "landing-zone", "isEnabled": True}
    with pytest.raises(TwinError, match="StartConfigurationRecorder"):
        make(world, STATUS, **started)
    channel(world)
    make(world, STATUS, **started)
    handlers()[STATUS].delete(world.at(*WHERE), "landing-zone", {})
    with pytest.raises(TwinError, match="isEnabled: got False, expected True"):
        read_back(world.at(*WHERE), STATUS, "landing-zone", started)
    assert handlers()[STATUS].read(world.at(*ELSEWHERE[0]), "landing-zone", started) is None


def test_retention_is_set_changed_and_removed(world: World) -> None:
    id, _ = make(world, RETENTION, retentionPeriodInDays=2557)
    assert id == "default"
    change(world, RETENTION, id, {"retentionPeriodInDays": 365})
    handlers()[RETENTION].delete(world.at(*WHERE), id, {})
    assert handlers()[RETENTION].read(world.at(*WHERE), id, {}) is None


def delegate(world: World, service: str) -> None:
    management = world.client("organizations")
    management.enable_aws_service_access(ServicePrincipal=service)
    management.register_delegated_administrator(AccountId=world.accounts["first"], ServicePrincipal=service)


def test_only_an_administrator_aggregates_over_the_organization(world: World) -> None:
    role = "arn:aws:iam::111122223333:role/landing-zone-config-aggregator"
    asked = {"name": "landing-zone", "organizationAggregationSource": {"roleArn": role, "allRegions": True}}
    with pytest.raises(TwinError, match=r"on behalf of config\.amazonaws\.com; expected .* delegated administrator"):
        make(world, AGGREGATOR, **asked)
    delegate(world, "config.amazonaws.com")
    _, outputs = make(world, AGGREGATOR, **asked)
    assert outputs["arn"].startswith(f"arn:aws:config:{OTHER_REGION}:{world.accounts['first']}:config-aggregator/")
    source = {"roleArn": role, "regions": ["us-east-1"]}
    change(world, AGGREGATOR, "landing-zone", {**asked, "organizationAggregationSource": source})
    handlers()[AGGREGATOR].delete(world.at(*WHERE), "landing-zone", {})
    assert handlers()[AGGREGATOR].read(world.at(*WHERE), "landing-zone", asked) is None


def test_an_aggregator_of_listed_accounts_needs_no_delegation(world: World) -> None:
    source = {"accountIds": [world.accounts["second"]], "allRegions": True}
    make(world, AGGREGATOR, name="two", accountAggregationSource=source)
    held = world.client("config", *WHERE).describe_configuration_aggregators()["ConfigurationAggregators"]
    assert held[0]["AccountAggregationSources"][0]["AccountIds"] == [world.accounts["second"]]


def recorders_in(world: World, *accounts: str) -> None:
    for account in accounts:
        world.client("config", account, OTHER_REGION).put_configuration_recorder(
            ConfigurationRecorder={"name": "landing-zone", "roleARN": ROLE}
        )


def test_a_pack_needs_a_recorder_in_every_account_of_the_region(world: World) -> None:
    delegate(world, "config-multiaccountsetup.amazonaws.com")
    recorders_in(world, "management", "first")
    asked = {"name": "landing-zone-controls-1", "templateBody": '{"Resources":{}}'}
    with pytest.raises(TwinError, match=f"1 accounts have no recorder in .* got none in {world.accounts['second']}"):
        make(world, PACK, **asked)
    make(world, PACK, **asked, excludedAccounts=[world.accounts["second"]])
    recorders_in(world, "second")
    change(world, PACK, "landing-zone-controls-1", asked)
    assert handlers()[PACK].read(world.at(*ELSEWHERE[0]), "landing-zone-controls-1", asked) is None
    handlers()[PACK].delete(world.at(*WHERE), "landing-zone-controls-1", {})
    assert handlers()[PACK].read(world.at(*WHERE), "landing-zone-controls-1", asked) is None


def test_a_pack_is_for_the_delegated_administrator(world: World) -> None:
    recorders_in(world, *world.accounts)
    with pytest.raises(TwinError, match="config-multiaccountsetup"):
        make(world, PACK, name="landing-zone-controls-1", templateBody="{}")


def test_a_pack_without_a_template_is_refused(world: World) -> None:
    delegate(world, "config-multiaccountsetup.amazonaws.com")
    recorders_in(world, *world.accounts)
    with pytest.raises(TwinError, match="PutOrganizationConformancePack"):
        make(world, PACK, name="landing-zone-controls-1")
