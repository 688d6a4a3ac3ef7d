"""Controls that ask GuardDuty for one protection: in an account, for a member, or for the whole organization.

Source: GuardDuty user guide, "GuardDuty features"; the older `datasources` of detectors and of organizations say the
same of three of them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Example, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block
from .._resources import Resource

DETECTOR = "aws:guardduty/detector:Detector"
CONFIGURATION = "aws:guardduty/organizationConfiguration:OrganizationConfiguration"
FEATURE = "aws:guardduty/detectorFeature:DetectorFeature"
MEMBER_FEATURE = "aws:guardduty/memberDetectorFeature:MemberDetectorFeature"
ORGANIZATION_FEATURE = "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature"

RUNTIME = "RUNTIME_MONITORING"

_ID = {"detectorId": "12abc34d567e8fa901bc2d34e56789f0"}
_MEMBER = _ID | {"accountId": "444455556666"}
# The types, each with the property that says whether the protection is on, the value for on, and the other inputs.
_TYPES: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    FEATURE: ("status", "ENABLED", _ID),
    MEMBER_FEATURE: ("status", "ENABLED", _MEMBER),
    ORGANIZATION_FEATURE: ("autoEnable", "ALL", _ID),
}
# Where the older blocks say the same: in a detector, and in the configuration of an organization.
_OLDER: Mapping[str, tuple[str, str]] = {
    "EBS_MALWARE_PROTECTION": (
        "datasources.malwareProtection.scanEc2InstanceWithFindings.ebsVolumes.enable",
        "datasources.malwareProtection.scanEc2InstanceWithFindings.ebsVolumes.autoEnable",
    ),
    "EKS_AUDIT_LOGS": ("datasources.kubernetes.auditLogs.enable", "datasources.kubernetes.auditLogs.enable"),
    "S3_DATA_EVENTS": ("datasources.s3Logs.enable", "datasources.s3Logs.autoEnable"),
}


def _off(block: Block, type: str) -> Iterator[str]:
    """Where the protection is off, and what is expected."""
    name, expected, _ = _TYPES[type]
    value = block.text(name, default="missing")
    if value != expected:
        yield f"got {block.path(name)} {value}, expected {expected}"


def protection(
    *,
    id: str,
    title: str,
    feature: str,
    why: str,
    rule: str,
    hub: str,
    control_tower: tuple[str, ...] = (),
    tier: Tier = Tier.STANDARD,
) -> Control:
    """A control that asks for the feature, wherever something is said of it.

    rule, hub: AWS Config's managed rule and Security Hub's control that find the contrary.
    """

    def check(resource: Resource) -> Iterator[str]:
        if resource.text("name") == feature:
            yield from (f"what it sees goes unseen; {where}" for where in _off(resource, resource.type))

    def mend(resource: Resource) -> dict[str, str]:
        name, expected, _ = _TYPES[resource.type]
        return {name: expected} if any(check(resource)) else {}

    def check_older(resource: Resource) -> Iterator[str]:
        path = _OLDER[feature][resource.type == CONFIGURATION]
        *parents, name = path.split(".")
        block: Block = resource
        for parent in parents:
            if parent not in block:
                return
            block = block.block(parent)
        if not block.flag(name):
            yield f"what it sees goes unseen; got {path} false, expected true"

    rules = [ResourceRule(tuple(_TYPES), check, mend)]
    good, bad = _examples(feature)
    if feature in _OLDER:
        rules.append(ResourceRule((DETECTOR, CONFIGURATION), check_older))
        older_good, older_bad = _older_examples(feature)
        good, bad = [*good, *older_good], [*bad, *older_bad]
    return Control(
        id=id,
        title=title,
        practices=("automation.security-hub-guardduty",),
        severity=Severity.HIGH,
        why=why,
        fix=f"enable {feature}, for all accounts where the organization is configured",
        rules=tuple(rules),
        detection=(ConfigRule(rule), SecurityHubControl(hub)),
        tier=tier,
        frameworks={Framework.FSBP: (hub,)},
        equivalents={Tool.CONTROL_TOWER: control_tower} if control_tower else {},
        good=tuple(good),
        bad=tuple(bad),
    )


def _examples(feature: str) -> tuple[list[Example], list[Example]]:
    good, bad = [], []
    for type, (name, expected, inputs) in _TYPES.items():
        given: dict[str, Any] = {**inputs, "name": feature}
        good.append(example(f"{type}, on", Given(type, given | {name: expected})))
        good.append(example(f"{type}, another feature", Given(type, {**inputs, "name": "OTHER", name: "DISABLED"})))
        bad.append(example(f"{type}, not said", Given(type, given)))
        bad += [example(f"{type}, {off}", Given(type, given | {name: off})) for off in ("DISABLED", "NEW", "NONE")]
    return good, bad


def _older_examples(feature: str) -> tuple[list[Example], list[Example]]:
    good, bad = [], []
    for type, path in zip((DETECTOR, CONFIGURATION), _OLDER[feature], strict=True):
        good.append(example(f"{type}, nothing is said", Given(type, _ID if type == CONFIGURATION else {})))
        good.append(example(f"{type}, on", Given(type, _nested(path, value=True))))
        bad.append(example(f"{type}, off", Given(type, _nested(path, value=False))))
    return good, bad


def _nested(path: str, *, value: bool) -> dict[str, Any]:
    first, _, rest = path.partition(".")
    return {first: _nested(rest, value=value) if rest else value}


def agent(*, id: str, title: str, name: str, why: str, rule: str, hub: str, older: str = "") -> Control:
    """A control that asks for the agent of one kind of machine where runtime monitoring is on.

    name: of the additional configuration. older: a feature that has the same one.
    """
    features = (RUNTIME, older) if older else (RUNTIME,)

    def check(resource: Resource) -> Iterator[str]:
        property, expected, _ = _TYPES[resource.type]
        if resource.text("name") not in features or resource.text(property) != expected:
            return
        found = [block for block in resource.blocks("additionalConfigurations") if block.text("name") == name]
        for block in found:
            yield from (f"its machines go unseen; {where}" for where in _off(block, resource.type))
        if not found:
            yield f"its machines go unseen; got no additionalConfigurations named {name}, expected it {expected}"

    good, bad = _agent_examples(name, features)
    return Control(
        id=id,
        title=title,
        practices=("automation.security-hub-guardduty",),
        severity=Severity.HIGH,
        why=why,
        fix=f"add {name} to additionalConfigurations of {RUNTIME} and enable it",
        rules=(ResourceRule(tuple(_TYPES), check),),
        detection=(ConfigRule(rule), SecurityHubControl(hub)),
        tier=Tier.REGULATED,
        frameworks={Framework.FSBP: (hub,)},
        good=tuple(good),
        bad=tuple(bad),
    )


def _agent_examples(name: str, features: tuple[str, ...]) -> tuple[list[Example], list[Example]]:
    good, bad = [], []
    for type, (property, expected, inputs) in _TYPES.items():
        for feature in features:
            on: dict[str, Any] = {**inputs, "name": feature, property: expected}
            said = {
                "off": {"name": name, property: "DISABLED"},
                "not said": {"name": name},
                "another": {"name": "OTHER"},
            }
            agent = [{"name": name, property: expected}]
            good.append(example(f"{type}, {feature}, on", Given(type, on | {"additionalConfigurations": agent})))
            good.append(example(f"{type}, {feature}, monitoring is off", Given(type, on | {property: "DISABLED"})))
            bad.append(example(f"{type}, {feature}, nothing", Given(type, on)))
            bad += [
                example(f"{type}, {feature}, {what}", Given(type, on | {"additionalConfigurations": [block]}))
                for what, block in said.items()
            ]
        good.append(example(f"{type}, another feature", Given(type, {**inputs, "name": "OTHER", property: expected})))
    return good, bad
