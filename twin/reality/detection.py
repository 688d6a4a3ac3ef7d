"""Detection: what GuardDuty and Security Hub accept for a whole organization."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ._invariants import Facts, Subject, invariant, problem

_FEATURES: Final = (
    "aws:guardduty/detectorFeature:DetectorFeature",
    "aws:guardduty/memberDetectorFeature:MemberDetectorFeature",
    "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature",
)
# The order in which the API gives the parts of runtime monitoring back.
_PARTS: Final = ("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT")

_CONFIGURATION: Final = "aws:guardduty/organizationConfiguration:OrganizationConfiguration"
_CENTRAL: Final = "aws:securityhub/organizationConfiguration:OrganizationConfiguration"
_AGGREGATOR: Final = "aws:securityhub/findingAggregator:FindingAggregator"


@invariant(*_FEATURES, source='GuardDuty API reference, "UpdateDetector": additionalConfiguration')
def feature_parts_in_order(subject: Subject, facts: Facts) -> Iterator[str]:
    """The parts of a GuardDuty feature are in the order of the API: any other differs for ever."""
    names = [part.text("name") for part in subject.blocks("additionalConfigurations")]
    expected = [name for name in _PARTS if name in names]
    if names != expected:
        yield problem(
            "every update would make the feature anew",
            got=", ".join(names),
            expected=", ".join(expected) or f"some of {', '.join(_PARTS)}",
            do="put them in this order",
        )


@invariant(*_FEATURES, source='GuardDuty user guide, "Runtime Monitoring": EKS Runtime Monitoring is part of it')
def runtime_monitored_once(subject: Subject, facts: Facts) -> Iterator[str]:
    """Runtime monitoring of everything and that of EKS alone exclude each other."""
    features = [
        each.text("name")
        for each in facts.beside(subject, subject.node.type)
        if each.text("detectorId") == subject.text("detectorId")
    ]
    if subject.text("name") == "EKS_RUNTIME_MONITORING" and "RUNTIME_MONITORING" in features:
        yield problem(
            "GuardDuty refuses both kinds of runtime monitoring",
            got="EKS_RUNTIME_MONITORING beside RUNTIME_MONITORING",
            expected="RUNTIME_MONITORING alone",
            do="remove it",
        )


@invariant(
    "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature",
    source="pulumi-aws: the feature sends the organization's configuration that it has read again",
)
def features_after_configuration(subject: Subject, facts: Facts) -> Iterator[str]:
    """A feature of the organization is set once its configuration is: it sends again what it reads of it."""
    if not any(facts.waits_for(subject, each) for each in facts.beside(subject, _CONFIGURATION)):
        yield problem(
            "the feature may undo the organization's configuration",
            got="no OrganizationConfiguration before it in its account and region",
            expected="one",
            do="add it to depends_on",
        )


@invariant("aws:securityhub/account:Account", source='Security Hub API reference, "EnableSecurityHub"')
def standards_chosen(subject: Subject, facts: Facts) -> Iterator[str]:
    """Security Hub is switched on without the standards that it would choose, and bill, by itself."""
    if subject.flag("enableDefaultStandards", default=True):
        yield problem(
            "standards that nobody chose are switched on",
            got="enableDefaultStandards true",
            expected="false",
            do="pass enable_default_standards=False",
        )


@invariant(_CENTRAL, source='AWS Security Hub user guide, "Central configuration"')
def central_configuration_alone(subject: Subject, facts: Facts) -> Iterator[str]:
    """Central configuration switches nothing on by itself, and comes after the aggregator of its home region."""
    if subject.block("organizationConfiguration").text("configurationType") != "CENTRAL":
        return
    if subject.flag("autoEnable") or subject.text("autoEnableStandards", default="DEFAULT") != "NONE":
        yield problem(
            "Security Hub refuses central configuration",
            got=f"autoEnable {subject.flag('autoEnable')}, autoEnableStandards {subject.text('autoEnableStandards')}",
            expected="false and NONE",
            do="correct both: the configuration policy switches on",
        )
    if not any(facts.waits_for(subject, each) for each in facts.beside(subject, _AGGREGATOR)):
        yield problem(
            "Security Hub refuses central configuration",
            got="no FindingAggregator before it in its account and region",
            expected="one",
            do="make it first and depend on it",
        )
    home = facts.organization.home_region
    if subject.node.region != home:
        yield problem(
            "central configuration is of the home region",
            got=subject.node.region,
            expected=home,
            do="move it",
        )


@invariant(
    "aws:securityhub/configurationPolicy:ConfigurationPolicy",
    "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation",
    source='AWS Security Hub user guide, "Central configuration": prerequisites',
)
def policies_after_central_configuration(subject: Subject, facts: Facts) -> Iterator[str]:
    """Configuration policies come after central configuration, which alone knows them."""
    central = [
        each
        for each in facts.beside(subject, _CENTRAL)
        if each.block("organizationConfiguration").text("configurationType") == "CENTRAL"
    ]
    if not any(facts.waits_for(subject, each) for each in central):
        yield problem(
            "Security Hub refuses configuration policies",
            got="no central configuration before it in its account and region",
            expected="one",
            do="depend on the OrganizationConfiguration of type CENTRAL",
        )
