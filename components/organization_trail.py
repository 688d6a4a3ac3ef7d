"""The organization trail: every API call of every account and region, archived, searchable, and watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import BREAK_GLASS_ROLE, PREFIX, LandingZoneComponent
from ._policies import deny_plain_http, document, regional
from .encryption_key import EncryptionKey

TRAIL: Final = f"{PREFIX}-organization"
LOG_GROUP: Final = f"{PREFIX}-trail"
TOPIC: Final = f"{PREFIX}-alerts"
METRICS: Final = "LandingZone/Trail"

_OBJECTS: Final = "AWS::S3::Object"
_INSIGHTS: Final = ("ApiCallRateInsight", "ApiErrorRateInsight")


def trail_arn(partition: str, region: str, management_account_id: pulumi.Input[str]) -> pulumi.Output[str]:
    """The trail's ARN before there is a trail: its bucket and its key name it, and it can't be made without them."""
    return pulumi.Output.format("arn:{0}:cloudtrail:{1}:{2}:trail/{3}", partition, region, management_account_id, TRAIL)


def _calls(names: str, source: str = "") -> str:
    """The filter pattern of calls by their names, of one service where other services have calls by such names."""
    calls = " || ".join(f"($.eventName = {name})" for name in names.split())
    return f"{{($.eventSource = {source}.amazonaws.com) && ({calls})}}" if source else f"{{{calls}}}"


# What somebody should hear of, by the name of the alarm.
# Source: CIS AWS Foundations Benchmark 3.0, 4.1 to 4.15; AWS Security Hub, controls CloudWatch.1 to CloudWatch.14.
WATCHED: Final[Mapping[str, str]] = {
    "unauthorized-calls": '{(($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && '
    '($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket")}',
    "console-sign-in-without-mfa": '{($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && '
    '($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success")}',
    "root-use": '{($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && '
    '($.eventType != "AwsServiceEvent")}',
    "break-glass-use": f'{{($.eventName = AssumeRole) && ($.requestParameters.roleArn = "*role/{BREAK_GLASS_ROLE}")}}',
    "iam-changes": _calls(
        "AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreatePolicy CreatePolicyVersion DeleteGroupPolicy "
        "DeletePolicy DeletePolicyVersion DeleteRolePolicy DeleteUserPolicy DetachGroupPolicy DetachRolePolicy "
        "DetachUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy",
        "iam",
    ),
    "trail-changes": _calls("CreateTrail DeleteTrail StartLogging StopLogging UpdateTrail"),
    "console-sign-in-failures": '{($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication")}',
    "key-removals": _calls("DisableKey ScheduleKeyDeletion", "kms"),
    "bucket-policy-changes": _calls(
        "DeleteBucketCors DeleteBucketLifecycle DeleteBucketPolicy DeleteBucketReplication PutBucketAcl PutBucketCors "
        "PutBucketLifecycle PutBucketPolicy PutBucketReplication",
        "s3",
    ),
    "config-changes": _calls(
        "DeleteDeliveryChannel PutConfigurationRecorder PutDeliveryChannel StopConfigurationRecorder", "config"
    ),
    "security-group-changes": _calls(
        "AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateSecurityGroup DeleteSecurityGroup "
        "RevokeSecurityGroupEgress RevokeSecurityGroupIngress"
    ),
    "nacl-changes": _calls(
        "CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclAssociation "
        "ReplaceNetworkAclEntry"
    ),
    "gateway-changes": _calls(
        "AttachInternetGateway CreateCustomerGateway CreateInternetGateway DeleteCustomerGateway "
        "DeleteInternetGateway DetachInternetGateway"
    ),
    "route-changes": _calls(
        "CreateRoute CreateRouteTable DeleteRoute DeleteRouteTable DisassociateRouteTable ReplaceRoute "
        "ReplaceRouteTableAssociation",
        "ec2",
    ),
    "vpc-changes": _calls(
        "AcceptVpcPeeringConnection AttachClassicLinkVpc CreateVpc CreateVpcPeeringConnection DeleteVpc "
        "DeleteVpcPeeringConnection DetachClassicLinkVpc DisableVpcClassicLink EnableVpcClassicLink "
        "ModifyVpcAttribute RejectVpcPeeringConnection"
    ),
    "organization-changes": _calls(
        "AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake "
        "DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType "
        "InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization "
        "UpdateOrganizationalUnit UpdatePolicy",
        "organizations",
    ),
}


class OrganizationTrailArgs(TypedDict):
    """account_id: of the management account. bucket, key_arn: of the log archive, which let this trail in by its ARN.

    region: the trail's home, where its bucket is. retention_days: of the copy in CloudWatch Logs. alert_emails: who
    hears the alarms; each must confirm. insights: whether CloudTrail looks for unusual rates of calls and errors,
    billed by call. data_events: the resource types, such as AWS::S3::Object, whose use is recorded, billed by event.
    """

    organization_id: pulumi.Input[str]
    account_id: pulumi.Input[str]
    bucket: pulumi.Input[str]
    key_arn: pulumi.Input[str]
    region: NotRequired[str]
    partition: NotRequired[str]
    retention_days: NotRequired[int]
    alert_emails: NotRequired[Sequence[str]]
    insights: NotRequired[bool]
    data_events: NotRequired[Sequence[str]]


class OrganizationTrail(LandingZoneComponent):
    """The trail, in the management account, its copy in CloudWatch Logs, alarms on it, and the topic they are sent to.

    The trail and its logs are protected, and kept when the component goes. CloudTrail needs trusted access first.

    Source: CloudTrail user guide, "Creating a trail for an organization"; "Role policy document for CloudTrail to use
    CloudWatch Logs for monitoring"; SNS developer guide, "Key management" (event sources and encrypted topics).
    """

    arn: pulumi.Output[str]
    log_group_name: pulumi.Output[str]
    topic_arn: pulumi.Output[str]

    def __init__(self, name: str, args: OrganizationTrailArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        self._name, self._args = name, args
        self._region, self._partition = args.get("region", "us-east-1"), args.get("partition", "aws")
        group = self._log_group()
        role, delivers = self._delivery_role()
        trail = aws.cloudtrail.Trail(
            f"{name}-trail",
            name=TRAIL,
            region=self._region,
            s3_bucket_name=args["bucket"],
            kms_key_id=args["key_arn"],
            is_organization_trail=True,
            is_multi_region_trail=True,
            include_global_service_events=True,
            enable_log_file_validation=True,
            enable_logging=True,
            cloud_watch_logs_group_arn=pulumi.Output.format("{0}:*", group.arn),
            cloud_watch_logs_role_arn=role.arn,
            insight_selectors=[{"insight_type": kind} for kind in _INSIGHTS] if args.get("insights", True) else [],
            advanced_event_selectors=self._data_events(),
            opts=self.kept_child(protect=True, depends_on=[delivers]),
        )
        self.arn = trail.arn
        self.log_group_name = group.name
        self.topic_arn = self._topic()
        self._alarms()
        self.register_outputs({"arn": self.arn, "logGroupName": self.log_group_name, "topicArn": self.topic_arn})

    def _arn(self, service: str, resource: pulumi.Input[str]) -> pulumi.Output[str]:
        return pulumi.Output.format(
            "arn:{0}:{1}:{2}:{3}:{4}", self._partition, service, self._region, self._args["account_id"], resource
        )

    def _log_group(self) -> aws.cloudwatch.LogGroup:
        arn = self._arn("logs", f"log-group:{LOG_GROUP}")
        key = EncryptionKey(
            f"{self._name}-logs-key",
            {
                "use": "trail-logs",
                "region": self._region,
                "partition": self._partition,
                "account_id": self._args["account_id"],
                "allow": [
                    {
                        "sid": "Logs",
                        "service": regional("logs", self._region, self._partition),
                        "conditions": {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": arn}},
                    }
                ],
            },
            self.child(),
        )
        return aws.cloudwatch.LogGroup(
            f"{self._name}-logs",
            name=LOG_GROUP,
            region=self._region,
            kms_key_id=key.arn,
            retention_in_days=self._args.get("retention_days", 365),
            opts=self.kept_child(protect=True),
        )

    def _delivery_role(self) -> tuple[aws.iam.Role, aws.iam.RolePolicy]:
        """The role in which CloudTrail writes to the log group; CloudTrail names no source that a trust could check."""
        role = aws.iam.Role(
            f"{self._name}-delivery",
            name=f"{PREFIX}-trail-delivery",
            description="CloudTrail writes the organization trail to CloudWatch Logs",
            assume_role_policy=document(
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "cloudtrail.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ),
            opts=self.child(),
        )
        account, organization = self._args["account_id"], self._args["organization_id"]
        own = pulumi.Output.format("{0}_CloudTrail_{1}", account, self._region)
        streams = [
            self._arn("logs", pulumi.Output.format("log-group:{0}:log-stream:{1}*", LOG_GROUP, prefix))
            for prefix in (own, pulumi.Output.format("{0}_", organization))
        ]
        policy = aws.iam.RolePolicy(
            f"{self._name}-delivery-policy",
            name="deliver",
            role=role.name,
            policy=document(
                {
                    "Sid": "Deliver",
                    "Effect": "Allow",
                    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                    "Resource": streams,
                }
            ),
            opts=self.child(),
        )
        return role, policy

    def _data_events(self) -> list[aws.cloudtrail.TrailAdvancedEventSelectorArgsDict] | None:
        """Management events as ever, and the data events; not of the archive's own objects, which would feed itself."""
        types = self._args.get("data_events", ())
        archive = pulumi.Output.format("arn:{0}:s3:::{1}/", self._partition, self._args["bucket"])
        selectors: list[aws.cloudtrail.TrailAdvancedEventSelectorArgsDict] = [
            {
                "name": "Management events",
                "field_selectors": [{"field": "eventCategory", "equals": ["Management"]}],
            }
        ]
        for type in types:
            fields: list[aws.cloudtrail.TrailAdvancedEventSelectorFieldSelectorArgsDict] = [
                {"field": "eventCategory", "equals": ["Data"]},
                {"field": "resources.type", "equals": [type]},
            ]
            if type == _OBJECTS:
                fields.append({"field": "resources.ARN", "not_starts_withs": [archive]})
            selectors.append({"name": type, "field_selectors": fields})
        return selectors if types else None

    def _topic(self) -> pulumi.Output[str]:
        """The topic that the alarms are sent to, and nothing else; returns its ARN once they may send."""
        account, arn = self._args["account_id"], self._arn("sns", TOPIC)
        key = EncryptionKey(
            f"{self._name}-alerts-key",
            {
                "use": "alerts",
                "region": self._region,
                "partition": self._partition,
                "account_id": account,
                "allow": [
                    {
                        "sid": "Alarms",
                        "service": "cloudwatch.amazonaws.com",
                        "conditions": {
                            "StringEquals": {
                                "aws:SourceAccount": account,
                                "kms:EncryptionContext:aws:sns:topicArn": arn,
                            }
                        },
                        "actions": ["kms:Decrypt", "kms:GenerateDataKey*"],
                    }
                ],
            },
            self.child(),
        )
        topic = aws.sns.Topic(
            f"{self._name}-alerts", name=TOPIC, region=self._region, kms_master_key_id=key.arn, opts=self.child()
        )
        policy = aws.sns.TopicPolicy(
            f"{self._name}-alerts-policy",
            arn=topic.arn,
            region=self._region,
            policy=document(
                {
                    "Sid": "Alarms",
                    "Effect": "Allow",
                    "Principal": {"Service": "cloudwatch.amazonaws.com"},
                    "Action": "sns:Publish",
                    "Resource": arn,
                    "Condition": {
                        "ArnLike": {"aws:SourceArn": self._arn("cloudwatch", f"alarm:{PREFIX}-*")},
                        "StringEquals": {"aws:SourceAccount": account},
                    },
                },
                deny_plain_http("sns:Publish", arn),
            ),
            opts=self.child(),
        )
        for email in self._args.get("alert_emails", ()):
            aws.sns.TopicSubscription(
                f"{self._name}-alerts-to-{email}",
                topic=topic.arn,
                region=self._region,
                protocol="email",
                endpoint=email,
                opts=self.child(),
            )
        return policy.arn

    def _alarms(self) -> None:
        for watched, pattern in WATCHED.items():
            aws.cloudwatch.LogMetricFilter(
                f"{self._name}-{watched}-metric",
                name=f"{PREFIX}-{watched}",
                region=self._region,
                log_group_name=self.log_group_name,
                pattern=pattern,
                metric_transformation={"name": watched, "namespace": METRICS, "value": "1"},
                opts=self.child(),
            )
            aws.cloudwatch.MetricAlarm(
                f"{self._name}-{watched}-alarm",
                name=f"{PREFIX}-{watched}",
                region=self._region,
                alarm_description=f"The organization trail shows {watched.replace('-', ' ')}",
                namespace=METRICS,
                metric_name=watched,
                statistic="Sum",
                period=300,
                evaluation_periods=1,
                comparison_operator="GreaterThanOrEqualToThreshold",
                threshold=1,
                treat_missing_data="notBreaching",
                alarm_actions=[self.topic_arn],
                opts=self.child(),
            )
