"""A web ACL: AWS's managed rules against the common attacks on web applications, a rate limit, and logs."""

from __future__ import annotations

from typing import Final, Literal, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent
from ._log_group import LOG_RETENTION_DAYS, log_group

# In the order of judgement, cheapest first: where a request comes from, then what is in it.
# Source: AWS WAF developer guide, "AWS Managed Rules rule groups list".
MANAGED_RULE_GROUPS: Final = (
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesAnonymousIpList",
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesSQLiRuleSet",
)

# CloudFront takes its web ACLs from this region. Source: AWS WAF developer guide, "Resources that you can protect".
_CLOUDFRONT_REGION: Final = "us-east-1"

_SECRET_HEADERS: Final = ("authorization", "cookie")


class WebAclArgs(TypedDict):
    """scope: "REGIONAL" for load balancers, APIs and user pools of the region; "CLOUDFRONT" for distributions, where
    the region is always us-east-1.

    rate_limit: requests that one address may make in five minutes. log_retention_days: days that logs are searchable.
    kms_key_arn: a key in the same region that CloudWatch Logs may use; without it, the component makes one.
    """

    scope: NotRequired[Literal["REGIONAL", "CLOUDFRONT"]]
    region: NotRequired[str]
    rate_limit: NotRequired[int]
    log_retention_days: NotRequired[int]
    kms_key_arn: NotRequired[pulumi.Input[str] | None]
    partition: NotRequired[str]


class WebAcl(LandingZoneComponent):
    """A web ACL that blocks known attacks and floods, and lets the rest through. It is attached to what it protects by
    its ARN. Logs leave out the headers that hold credentials.
    """

    arn: pulumi.Output[str]
    log_group_arn: pulumi.Output[str]

    def __init__(self, name: str, args: WebAclArgs | None = None, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        args = args or {}
        scope = args.get("scope", "REGIONAL")
        region = _CLOUDFRONT_REGION if scope == "CLOUDFRONT" else args.get("region", "us-east-1")

        acl = aws.wafv2.WebAcl(
            f"{name}-web-acl",
            name=f"{PREFIX}-{name}",
            description="Managed rules against common attacks, and a rate limit",
            scope=scope,
            region=region,
            default_action={"allow": {}},
            rules=[
                _rate_rule(0, args.get("rate_limit", 2000)),
                *(_managed_rule(priority, group) for priority, group in enumerate(MANAGED_RULE_GROUPS, start=1)),
            ],
            visibility_config={
                "cloudwatch_metrics_enabled": True,
                "metric_name": f"{PREFIX}-{name}",
                "sampled_requests_enabled": True,
            },
            tags={"Name": f"{PREFIX}-{name}"},
            opts=self.child(),
        )
        logs = log_group(
            self,
            f"{name}-logs",
            # The prefix is AWS WAF's own condition.
            f"aws-waf-logs-{PREFIX}-{name}",
            region=region,
            account_id=acl.arn.apply(lambda arn: arn.split(":")[4]),
            partition=args.get("partition", "aws"),
            retention_days=args.get("log_retention_days", LOG_RETENTION_DAYS),
            kms_key_arn=args.get("kms_key_arn"),
        )
        aws.wafv2.WebAclLoggingConfiguration(
            f"{name}-logging",
            resource_arn=acl.arn,
            log_destination_configs=[logs.arn],
            redacted_fields=[{"single_header": {"name": header}} for header in _SECRET_HEADERS],
            region=region,
            opts=self.child(),
        )
        self.arn = acl.arn
        self.log_group_arn = logs.arn
        self.register_outputs({"arn": self.arn, "logGroupArn": self.log_group_arn})


def _rate_rule(priority: int, limit: int) -> aws.wafv2.WebAclRuleArgsDict:
    return {
        "name": "rate-limit",
        "priority": priority,
        "action": {"block": {}},
        "statement": {
            "rate_based_statement": {"limit": limit, "aggregate_key_type": "IP", "evaluation_window_sec": 300}
        },
        "visibility_config": _visible("rate-limit"),
    }


def _managed_rule(priority: int, group: str) -> aws.wafv2.WebAclRuleArgsDict:
    """The rule group with its own actions: nothing is only counted."""
    return {
        "name": group,
        "priority": priority,
        "override_action": {"none": {}},
        "statement": {"managed_rule_group_statement": {"name": group, "vendor_name": "AWS"}},
        "visibility_config": _visible(group),
    }


def _visible(metric: str) -> aws.wafv2.WebAclRuleVisibilityConfigArgsDict:
    return {"cloudwatch_metrics_enabled": True, "metric_name": metric, "sampled_requests_enabled": True}
