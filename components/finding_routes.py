"""The ways of findings: each to the topic of its severity, with the owner of the account that it is about."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from organizations.sections.detection import ACCOUNTS_A_RULE

from ._base import PREFIX, LandingZoneComponent

OWNER: Final = "owner"
"""The user-defined field of a finding that says whose account it is about."""

# What a message says, and where it stands in the event. Source: Security Hub user guide, "EventBridge event formats".
_SAID: Final = {
    "severity": "$.detail.findings[0].Severity.Label",
    "title": "$.detail.findings[0].Title",
    "account": "$.detail.findings[0].AwsAccountId",
    "region": "$.detail.findings[0].Region",
    "resource": "$.detail.findings[0].Resources[0].Id",
    "product": "$.detail.findings[0].ProductName",
    "owner": f"$.detail.findings[0].UserDefinedFields.{OWNER}",
    "id": "$.detail.findings[0].Id",
}
_MESSAGE: Final = (
    '"<severity>: <title>. Account <account>, owned by <owner>; region <region>; resource <resource>."\n'
    '"Found by <product>; in Security Hub it is <id>."'
)


class Suppression(TypedDict):
    """Findings of one control that are expected: in the accounts that are named, or in all; with owner, reason, day."""

    control: str
    accounts: Sequence[pulumi.Input[str]]
    owner: str
    reason: str
    expires: str


class FindingRoutesArgs(TypedDict):
    """topic_arns: the topics by severity, the worst first. owners: the ids of the accounts that each owner has.

    suppressions: findings that nobody is told of.
    """

    topic_arns: Mapping[str, pulumi.Input[str]]
    owners: Mapping[str, Sequence[pulumi.Input[str]]]
    region: NotRequired[str]
    suppressions: NotRequired[Sequence[Suppression]]


class FindingRoutes(LandingZoneComponent):
    """Sends on what Security Hub takes in from all accounts, GuardDuty, Inspector and Access Analyzer included.

    To be made in Security Hub's delegated administrator, in the region that findings are aggregated in. Security Hub's
    own rules write the owner into each finding before EventBridge sees it, and suppress what is expected.

    Source: Security Hub user guide, "Automation rules", "Configuring an EventBridge rule for Security Hub findings".
    """

    def __init__(self, name: str, args: FindingRoutesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        self._name, self._region = name, args.get("region", "us-east-1")
        self._order = 0
        for suppression in args.get("suppressions", ()):
            self._suppress(suppression)
        for owner, accounts in args["owners"].items():
            for start in range(0, len(accounts), ACCOUNTS_A_RULE):
                self._own(owner, accounts[start : start + ACCOUNTS_A_RULE], start // ACCOUNTS_A_RULE)
        for severity, topic in args["topic_arns"].items():
            self._route(severity, topic)
        self.register_outputs({})

    def _route(self, severity: str, topic: pulumi.Input[str]) -> None:
        rule = aws.cloudwatch.EventRule(
            f"{self._name}-{severity}",
            name=f"{PREFIX}-findings-{severity}",
            description=f"New {severity} findings of Security Hub",
            region=self._region,
            event_pattern=json.dumps(pattern(severity)),
            opts=self.child(),
        )
        aws.cloudwatch.EventTarget(
            f"{self._name}-{severity}-topic",
            rule=rule.name,
            target_id="topic",
            region=self._region,
            arn=topic,
            input_transformer={"input_paths": _SAID, "input_template": _MESSAGE},
            opts=self.child(),
        )

    def _own(self, owner: str, accounts: Sequence[pulumi.Input[str]], number: int) -> None:
        self._rule(
            f"owned-by-{owner}" + (f"-{number}" if number else ""),
            f"Findings in accounts of {owner}",
            {"aws_account_ids": _equal(*accounts), "record_states": _equal("ACTIVE")},
            {"user_defined_fields": {OWNER: owner}},
        )

    def _suppress(self, item: Suppression) -> None:
        said = f"{item['reason']} ({item['owner']}, until {item['expires']})"
        criteria: aws.securityhub.AutomationRuleCriteriaArgsDict = {
            "compliance_security_control_ids": _equal(item["control"]),
            "record_states": _equal("ACTIVE"),
        }
        if item["accounts"]:
            criteria["aws_account_ids"] = _equal(*item["accounts"])
        self._rule(
            f"suppressed-{self._order}-{item['control'].lower()}",
            f"{item['control']} is expected: {said}",
            criteria,
            {"workflow": {"status": "SUPPRESSED"}, "note": {"text": said, "updated_by": PREFIX}},
        )

    def _rule(
        self,
        what: str,
        description: str,
        criteria: aws.securityhub.AutomationRuleCriteriaArgsDict,
        update: aws.securityhub.AutomationRuleActionFindingFieldsUpdateArgsDict,
    ) -> None:
        self._order += 1
        aws.securityhub.AutomationRule(
            f"{self._name}-{what}",
            rule_name=f"{PREFIX}-{what}",
            description=description,
            rule_order=self._order,
            rule_status="ENABLED",
            is_terminal=False,
            region=self._region,
            criteria=criteria,
            actions=[{"type": "FINDING_FIELDS_UPDATE", "finding_fields_update": update}],
            opts=self.child(),
        )


def pattern(severity: str) -> dict[str, object]:
    """The events of findings of a severity that are new and still hold."""
    findings = {
        "Severity": {"Label": [severity.upper()]},
        "Workflow": {"Status": ["NEW"]},
        "RecordState": ["ACTIVE"],
    }
    return {
        "source": ["aws.securityhub"],
        "detail-type": ["Security Hub Findings - Imported"],
        "detail": {"findings": findings},
    }


def _equal(
    *values: pulumi.Input[str],
) -> list[aws.securityhub.AutomationRuleCriteriaAwsAccountIdArgsDict]:
    return [{"comparison": "EQUALS", "value": value} for value in values]
