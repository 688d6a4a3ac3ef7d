"""GuardDuty watches every account of the organization, with every protection that is configured."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_CONFIGURATION = "aws:guardduty/organizationConfiguration:OrganizationConfiguration"
_FEATURE = "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature"

# Runtime monitoring has taken its place, and GuardDuty refuses to have both on.
_SUPERSEDED = "EKS_RUNTIME_MONITORING"


def _check_members(configuration: Resource) -> Iterator[str]:
    members = configuration.text("autoEnableOrganizationMembers", default="NONE")
    if members != "ALL":
        yield f"accounts are left unwatched; got autoEnableOrganizationMembers {members}, expected ALL"


def _mend_members(configuration: Resource) -> dict[str, str]:
    return {"autoEnableOrganizationMembers": "ALL"} if any(_check_members(configuration)) else {}


def _check_feature(feature: Resource) -> Iterator[str]:
    accounts = feature.text("autoEnable", default="NONE")
    if accounts == "ALL":
        return
    name = feature.text("name")
    if name != _SUPERSEDED:
        yield f"accounts are left without the protection {name}; got autoEnable {accounts}, expected ALL"


_FEATURES = ("GuardDuty.5", "GuardDuty.6", "GuardDuty.8", "GuardDuty.9", "GuardDuty.10", "GuardDuty.11")
_DETECTOR = {"detectorId": "12abc34d567e8fa901bc2d34e56789f0"}

CONTROL = Control(
    id="guardduty.organization-covers-everyone",
    title="GuardDuty watches every account of the organization, with every protection that is configured",
    practices=("automation.security-hub-guardduty", "account.organizations"),
    severity=Severity.HIGH,
    why="With NEW, the accounts that were there before stay unwatched, and nothing says so.",
    fix="set autoEnableOrganizationMembers, and autoEnable of each feature, to ALL; remove a feature that isn't wanted",
    rules=(
        ResourceRule((_CONFIGURATION,), _check_members, _mend_members),
        ResourceRule((_FEATURE,), _check_feature),
    ),
    detection=tuple(SecurityHubControl(id) for id in _FEATURES),
    frameworks={Framework.FSBP: _FEATURES},
    good=(
        example("all accounts", Given(_CONFIGURATION, _DETECTOR | {"autoEnableOrganizationMembers": "ALL"})),
        example("a protection for all", Given(_FEATURE, _DETECTOR | {"name": "S3_DATA_EVENTS", "autoEnable": "ALL"})),
        example(
            "what another one supersedes", Given(_FEATURE, _DETECTOR | {"name": _SUPERSEDED, "autoEnable": "NONE"})
        ),
    ),
    bad=(
        example("everything omitted but the detector", Given(_CONFIGURATION, _DETECTOR)),
        example("new accounts only", Given(_CONFIGURATION, _DETECTOR | {"autoEnableOrganizationMembers": "NEW"})),
        example("no account", Given(_CONFIGURATION, _DETECTOR | {"autoEnableOrganizationMembers": "NONE"})),
        example(
            "a protection, everything omitted but its name", Given(_FEATURE, _DETECTOR | {"name": "RDS_LOGIN_EVENTS"})
        ),
        example(
            "a protection for new accounts only",
            Given(_FEATURE, _DETECTOR | {"name": "RDS_LOGIN_EVENTS", "autoEnable": "NEW"}),
        ),
    ),
)
