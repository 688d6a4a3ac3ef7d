"""AWS Security Hub CSPM: the hub of an account, and its central configuration for the organization."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from ..handlers import Checked, Handler, Place, Properties, Put, TwinError, check_request, conform, unless_gone


class Account(Handler):
    token = "aws:securityhub/account:Account"
    replaces = frozenset(("enableDefaultStandards", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        if self.read(at, at.account, inputs) is not None:
            raise TwinError(f"Security Hub is on in {at.account} {at.region} already; expected it off; import it")
        request = conform({"enableDefaultStandards": True, **inputs}, "securityhub", "EnableSecurityHub")
        at.client("securityhub").enable_security_hub(**request)
        return at.account, {"arn": at.arn("securityhub", "hub/default")}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        hub = unless_gone(lambda: at.client("securityhub").describe_hub(), "InvalidAccessException")
        # moto answers the same settings for every hub, so they prove nothing.
        return {"arn": hub["HubArn"]} if hub else None

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        # moto lacks the call.
        operation = "UpdateSecurityHubConfiguration"
        check_request("securityhub", operation, conform(inputs, "securityhub", operation))
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("securityhub").disable_security_hub()


class FindingAggregator(Checked):
    token = "aws:securityhub/findingAggregator:FindingAggregator"
    service = "securityhub"
    operation = "CreateFindingAggregator"
    replaces = frozenset(("region",))

    def request(self, at: Place, inputs: Properties) -> Mapping[str, Any]:
        if not _organization(at):
            raise TwinError(f"{at.account} isn't Security Hub's administrator in {at.region}; delegate it first")
        names = {"linkingMode": "RegionLinkingMode", "specifiedRegions": "Regions"}
        return conform(inputs, self.service, self.operation, rename=names)

    def identify(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        arn = at.arn("securityhub", f"finding-aggregator/{uuid.uuid5(uuid.NAMESPACE_URL, at.account)}")
        return arn, {"arn": arn}


def _organization(at: Place) -> Properties:
    """The organization's configuration; empty unless the account administers Security Hub here."""
    describe = at.client("securityhub").describe_organization_configuration
    return unless_gone(lambda: dict(describe()), "AccessDeniedException") or {}


class OrganizationConfiguration(Put):
    token = "aws:securityhub/organizationConfiguration:OrganizationConfiguration"
    replaces = frozenset(("region",))

    def put(self, at: Place, inputs: Properties) -> str:
        request = conform(inputs, "securityhub", "UpdateOrganizationConfiguration")
        if organization := request.get("OrganizationConfiguration"):
            if organization["ConfigurationType"] == "CENTRAL" and not at.held(FindingAggregator.token):
                raise TwinError(f"CENTRAL needs a finding aggregator in {at.region}; got none; create it first")
            # moto wants the status, which only AWS sets.
            organization["Status"] = "ENABLED"
        at.client("securityhub").update_organization_configuration(**request)
        return at.account

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = _organization(at)
        if not live:
            return None
        return {
            "autoEnable": live["AutoEnable"],
            "autoEnableStandards": live["AutoEnableStandards"],
            "organizationConfiguration": {"configurationType": live["OrganizationConfiguration"]["ConfigurationType"]},
        }

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        local = {"configurationType": "LOCAL"}
        self.put(at, {"autoEnable": False, "autoEnableStandards": "NONE", "organizationConfiguration": local})


def _require_central(at: Place) -> None:
    live = _organization(at).get("OrganizationConfiguration", {})
    if live.get("ConfigurationType") != "CENTRAL":
        raise TwinError(f"configuration policies need CENTRAL; got {live.get('ConfigurationType')} in {at.region}")


class ConfigurationPolicy(Checked):
    token = "aws:securityhub/configurationPolicy:ConfigurationPolicy"
    service = "securityhub"
    operation = "CreateConfigurationPolicy"
    replaces = frozenset(("region",))

    def request(self, at: Place, inputs: Properties) -> Mapping[str, Any]:
        _require_central(at)
        policy = inputs["configurationPolicy"]
        if policy["serviceEnabled"] != bool(policy.get("securityControlsConfiguration")):
            raise TwinError(
                "securityControlsConfiguration goes with serviceEnabled; "
                f"got serviceEnabled {policy['serviceEnabled']} and {policy.get('securityControlsConfiguration')!r}"
            )
        names = {
            "enabledStandardArns": "EnabledStandardIdentifiers",
            "disabledControlIdentifiers": "DisabledSecurityControlIdentifiers",
            "enabledControlIdentifiers": "EnabledSecurityControlIdentifiers",
        }
        asked = {**inputs, "configurationPolicy": {"securityHub": policy}}
        return conform(asked, self.service, self.operation, rename=names)

    def identify(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{at.account}/{inputs['name']}"))
        return id, {"arn": at.arn("securityhub", f"configuration-policy/{id}")}


class ConfigurationPolicyAssociation(Checked):
    token = "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation"
    service = "securityhub"
    operation = "StartConfigurationPolicyAssociation"
    replaces = frozenset(("region", "targetId"))

    def request(self, at: Place, inputs: Properties) -> Mapping[str, Any]:
        _require_central(at)
        policy, target = inputs["policyId"], inputs["targetId"]
        if policy not in at.held(ConfigurationPolicy.token):
            raise TwinError(f"there is no configuration policy {policy} in {at.account} {at.region}")
        kind = {"r-": "RootId", "ou": "OrganizationalUnitId"}.get(target[:2], "AccountId")
        return {"ConfigurationPolicyIdentifier": policy, "Target": {kind: target}}

    def identify(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        return inputs["targetId"], {}


class AutomationRule(Checked):
    token = "aws:securityhub/automationRule:AutomationRule"
    service = "securityhub"
    operation = "CreateAutomationRule"
    replaces = frozenset(("region",))

    def request(self, at: Place, inputs: Properties) -> Mapping[str, Any]:
        if not _organization(at):
            raise TwinError(f"{at.account} isn't Security Hub's administrator in {at.region}; delegate it first")
        # The provider's filters are in the plural; AWS names the field that is compared.
        criteria = {_FILTERS.get(name, name): value for name, value in inputs["criteria"].items()}
        return conform({**inputs, "criteria": criteria}, self.service, self.operation)

    def identify(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        arn = at.arn("securityhub", f"automation-rule/{uuid.uuid5(uuid.NAMESPACE_URL, inputs['ruleName'])}")
        return arn, {"arn": arn}


_FILTERS = {
    "awsAccountIds": "AwsAccountId",
    "complianceSecurityControlIds": "ComplianceSecurityControlId",
    "generatorIds": "GeneratorId",
    "recordStates": "RecordState",
    "resourceIds": "ResourceId",
    "severityLabels": "SeverityLabel",
    "workflowStatuses": "WorkflowStatus",
}
