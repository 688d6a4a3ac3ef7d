"""AWS Config: recorders and their delivery, aggregation, and conformance packs of the organization."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..handlers import (
    Handler,
    Place,
    Properties,
    Put,
    TwinError,
    as_asked,
    conform,
    provider_spelling,
    tag_list,
    unless_gone,
)
from .delegated_administrators import accounts, require_administrator


def _first(describe: Callable[[], Any], gone: str) -> Properties | None:
    """The one item of a describe call by name; None when the call answers that it is gone."""
    answer = unless_gone(describe, gone)
    if answer is None:
        return None
    return next(dict(items[0]) for name, items in answer.items() if name != "ResponseMetadata")


class Recorder(Put):
    token = "aws:cfg/recorder:Recorder"
    replaces = frozenset(("name", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        rename = {"recordingStrategies": "recordingStrategy", "recordingModeOverride": "recordingModeOverrides"}
        request = conform({"configurationRecorder": inputs}, "config", "PutConfigurationRecorder", rename=rename)
        at.client("config").put_configuration_recorder(**request)
        return str(inputs["name"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        describe = at.client("config").describe_configuration_recorders
        recorder = _first(lambda: describe(ConfigurationRecorderNames=[id]), "NoSuchConfigurationRecorderException")
        if recorder is None:
            return None
        group = recorder["recordingGroup"]
        live = {
            **group,
            "recordingStrategies": [group["recordingStrategy"]],
            "exclusionByResourceTypes": [group["exclusionByResourceTypes"]],
        }
        # moto drops recordingMode.
        return {
            "name": recorder["name"],
            "roleArn": recorder["roleARN"],
            "recordingGroup": as_asked(live, inputs.get("recordingGroup") or {}),
        }

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("config").delete_configuration_recorder(ConfigurationRecorderName=id)


class DeliveryChannel(Put):
    token = "aws:cfg/deliveryChannel:DeliveryChannel"
    replaces = frozenset(("name", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        bucket = inputs["s3BucketName"]
        if unless_gone(lambda: at.client("s3").head_bucket(Bucket=bucket), "404") is None:
            raise TwinError(f"there is no bucket {bucket} to deliver to; create it first")
        rename = {"snapshotDeliveryProperties": "configSnapshotDeliveryProperties"}
        request = conform({"deliveryChannel": inputs}, "config", "PutDeliveryChannel", rename=rename)
        at.client("config").put_delivery_channel(**request)
        return str(inputs["name"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        describe = at.client("config").describe_delivery_channels
        channel = _first(lambda: describe(DeliveryChannelNames=[id]), "NoSuchDeliveryChannelException")
        if channel is None:
            return None
        return {
            "name": channel["name"],
            "s3BucketName": channel["s3BucketName"],
            "s3KeyPrefix": channel.get("s3KeyPrefix"),
            "s3KmsKeyArn": channel.get("s3KmsKeyArn"),
            "snsTopicArn": channel.get("snsTopicARN"),
            "snapshotDeliveryProperties": channel.get("configSnapshotDeliveryProperties"),
        }

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("config").delete_delivery_channel(DeliveryChannelName=id)


class RecorderStatus(Put):
    token = "aws:cfg/recorderStatus:RecorderStatus"
    replaces = frozenset(("region",))

    def put(self, at: Place, inputs: Properties) -> str:
        client = at.client("config")
        switch = client.start_configuration_recorder if inputs["isEnabled"] else client.stop_configuration_recorder
        switch(ConfigurationRecorderName=inputs["name"])
        return str(inputs["name"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        describe = at.client("config").describe_configuration_recorder_status
        status = _first(lambda: describe(ConfigurationRecorderNames=[id]), "NoSuchConfigurationRecorderException")
        return {"name": id, "isEnabled": status["recording"]} if status else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("config").stop_configuration_recorder(ConfigurationRecorderName=id)


class RetentionConfiguration(Put):
    token = "aws:cfg/retentionConfiguration:RetentionConfiguration"
    replaces = frozenset(("region",))

    def put(self, at: Place, inputs: Properties) -> str:
        request = conform(inputs, "config", "PutRetentionConfiguration")
        return str(at.client("config").put_retention_configuration(**request)["RetentionConfiguration"]["Name"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        describe = at.client("config").describe_retention_configurations
        gone = "NoSuchRetentionConfigurationException"
        retention = _first(lambda: describe(RetentionConfigurationNames=[id]), gone)
        return provider_spelling(retention) if retention else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("config").delete_retention_configuration(RetentionConfigurationName=id)


class ConfigurationAggregator(Handler):
    token = "aws:cfg/configurationAggregator:ConfigurationAggregator"
    replaces = frozenset(("name", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        if inputs.get("organizationAggregationSource"):
            require_administrator(at, "config.amazonaws.com")
        rename = {
            "name": "configurationAggregatorName",
            "accountAggregationSource": "accountAggregationSources",
            "allRegions": "allAwsRegions",
            "regions": "awsRegions",
        }
        asked = {**inputs, "tags": tag_list(inputs)}
        request = conform(asked, "config", "PutConfigurationAggregator", rename=rename)
        aggregator = at.client("config").put_configuration_aggregator(**request)["ConfigurationAggregator"]
        return inputs["name"], {"arn": aggregator["ConfigurationAggregatorArn"]}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        describe = at.client("config").describe_configuration_aggregators
        gone = "NoSuchConfigurationAggregatorException"
        aggregator = _first(lambda: describe(ConfigurationAggregatorNames=[id]), gone)
        if aggregator is None:
            return None
        source = aggregator.get("OrganizationAggregationSource", {})
        members = {"roleArn": "RoleArn", "allRegions": "AllAwsRegions", "regions": "AwsRegions"}
        live = {name: source[member] for name, member in members.items() if member in source}
        return {
            "name": id,
            "organizationAggregationSource": as_asked(live, inputs.get("organizationAggregationSource")),
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        return self.create(at, inputs)[1]

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("config").delete_configuration_aggregator(ConfigurationAggregatorName=id)


class OrganizationConformancePack(Handler):
    """moto forgets the template; AWS makes the pack in every account, which needs a recorder there."""

    token = "aws:cfg/organizationConformancePack:OrganizationConformancePack"
    replaces = frozenset(("name", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        require_administrator(at, "config-multiaccountsetup.amazonaws.com")
        excluded = inputs.get("excludedAccounts") or ()
        without = [id for id in accounts(at) if id not in excluded and not self._records(at, id)]
        if without:
            raise TwinError(
                f"{len(without)} accounts have no recorder in {at.region}; got none in {', '.join(without)}; "
                "expected one in every account that isn't excluded; make the recorders first"
            )
        rename = {"name": "organizationConformancePackName", "inputParameters": "conformancePackInputParameters"}
        request = conform(inputs, "config", "PutOrganizationConformancePack", rename=rename)
        pack = at.client("config").put_organization_conformance_pack(**request)
        return inputs["name"], {"arn": pack["OrganizationConformancePackArn"]}

    def _records(self, at: Place, account: str) -> bool:
        client = at.aws.client("config", account, at.region)
        return bool(client.describe_configuration_recorders()["ConfigurationRecorders"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        describe = at.client("config").describe_organization_conformance_packs
        gone = "NoSuchOrganizationConformancePackException"
        pack = _first(lambda: describe(OrganizationConformancePackNames=[id]), gone)
        return {"name": id, "excludedAccounts": pack.get("ExcludedAccounts") or None} if pack else None

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        return self.create(at, inputs)[1]

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("config").delete_organization_conformance_pack(OrganizationConformancePackName=id)
