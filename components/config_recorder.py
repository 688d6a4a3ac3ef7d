"""AWS Config in one account and region: everything is recorded and delivered to the log archive."""

from __future__ import annotations

from typing import Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent

# The longest that AWS Config keeps items, seven years. Source: AWS Config API reference, "RetentionConfiguration".
RETENTION_DAYS: Final = 2557


class ConfigRecorderArgs(TypedDict):
    """region: where to record. delivery_bucket: name of the archive's bucket for AWS Config, which it may write to.

    role_arn: AWSServiceRoleForConfig of the account. is_home_region: whether users, groups, roles and policies of IAM
    are recorded here; in one region of an account, or each of their changes is paid for many times.
    retention_days: days that AWS Config keeps items itself, 30 to 2557. daily: whether changes are recorded once a day.
    """

    region: str
    delivery_bucket: pulumi.Input[str]
    role_arn: pulumi.Input[str]
    is_home_region: NotRequired[bool]
    retention_days: NotRequired[int]
    daily: NotRequired[bool]


class ConfigRecorder(LandingZoneComponent):
    """Records every resource type, delivers to the archive with a snapshot a day, and is started.

    An account and region has one recorder and one channel: remove what was there before. None of it is deleted with the
    component, since that would stop the recording.
    """

    recorder_name: pulumi.Output[str]

    def __init__(self, name: str, args: ConfigRecorderArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        region = args["region"]
        recorder = aws.cfg.Recorder(
            f"{name}-recorder",
            name=PREFIX,
            region=region,
            role_arn=args["role_arn"],
            recording_group=aws.cfg.RecorderRecordingGroupArgs(
                all_supported=True, include_global_resource_types=args.get("is_home_region", False)
            ),
            recording_mode=aws.cfg.RecorderRecordingModeArgs(
                recording_frequency="DAILY" if args.get("daily", False) else "CONTINUOUS"
            ),
            opts=self.kept_child(),
        )
        channel = aws.cfg.DeliveryChannel(
            f"{name}-channel",
            name=PREFIX,
            region=region,
            s3_bucket_name=args["delivery_bucket"],
            snapshot_delivery_properties=aws.cfg.DeliveryChannelSnapshotDeliveryPropertiesArgs(
                delivery_frequency="TwentyFour_Hours"
            ),
            opts=self.kept_child(depends_on=[recorder]),
        )
        aws.cfg.RecorderStatus(
            f"{name}-started",
            name=recorder.name,
            region=region,
            is_enabled=True,
            opts=self.kept_child(depends_on=[channel]),
        )
        aws.cfg.RetentionConfiguration(
            f"{name}-retention",
            region=region,
            retention_period_in_days=args.get("retention_days", RETENTION_DAYS),
            opts=self.kept_child(),
        )
        self.recorder_name = recorder.name
        self.register_outputs({"recorderName": self.recorder_name})
