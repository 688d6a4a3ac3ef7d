"""A web ACL: AWS's managed rules against the common attacks on web applications, a rate limit, and logs."""

from __future__ import annotations

from typing import Final, Literal, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent
from .encryption_key import EncryptionKey

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
    account_id: NotRequired[pulumi.Input[str] | None]
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
            default_action=aws.wafv2.WebAclDefaultActionArgs(allow=aws.wafv2.WebAclDefaultActionAllowArgs()),
            rules=[
                _rate_rule(0, args.get("rate_limit", 2000)),
                *(_managed_rule(priority, group) for priority, group in enumerate(MANAGED_RULE_GROUPS, start=1)),
            ],
            visibility_config=aws.wafv2.WebAclVisibilityConfigArgs(
                cloudwatch_metrics_enabled=True, metric_name=f"{PREFIX}-{name}", sampled_requests_enabled=True
            ),
            tags={"Name": f"{PREFIX}-{name}"},
            opts=self.child(),
        )
        self.arn = acl.arn
        self.log_group_arn = self._log(name, acl, region, args)
        self.register_outputs({"arn": self.arn, "logGroupArn": self.log_group_arn})


def _visibility(metric: str) -> aws.wafv2.WebAclRuleVisibilityConfigArgs:
    return aws.wafv2.WebAclRuleVisibilityConfigArgs(
        cloudwatch_metrics_enabled=True, metric_name=metric, sampled_requests_enabled=True
    )


def _rate_rule(priority: int, limit: int) -> aws.wafv2.WebAclRuleArgs:
    return aws.wafv2.WebAclRuleArgs(
        name="rate-limit",
        priority=priority,
        action=aws.wafv2.WebAclRuleActionArgs(block=aws.wafv2.WebAclRuleActionBlockArgs()),
        statement=aws.wafv2.WebAclRuleStatementArgs(
            rate_based_statement=aws.wafv2.WebAclRuleStatementRateBasedStatementArgs(
                limit=limit, aggregate_key_type="IP", evaluation_window_sec=300
            )
        ),
        visibility_config=_visibility("rate-limit"),
    )


def _managed_rule(priority: int, group: str) -> aws.wafv2.WebAclRuleArgs:
    """The rule group with its own actions: nothing is only counted."""
    return aws.wafv2.WebAclRuleArgs(
        name=group,
        priority=priority,
        override_action=aws.wafv2.WebAclRuleOverrideActionArgs(none=aws.wafv2.WebAclRuleOverrideActionNoneArgs()),
        statement=aws.wafv2.WebAclRuleStatementArgs(
            managed_rule_group_statement=aws.wafv2.WebAclRuleStatementManagedRuleGroupStatementArgs(
                name=group, vendor_name="AWS"
            )
        ),
        visibility_config=_visibility(group),
    )
