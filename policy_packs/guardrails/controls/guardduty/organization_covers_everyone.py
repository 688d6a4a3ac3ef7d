"""GuardDuty watches every account of the organization."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_CONFIGURATION = "aws:guardduty/organizationConfiguration:OrganizationConfiguration"


def _check(configuration: Resource) -> Iterator[str]:
    members = configuration.text("autoEnableOrganizationMembers", default="NONE")
    if members != "ALL":
        yield f"accounts are left unwatched; got autoEnableOrganizationMembers {members}, expected ALL"


def _mend(configuration: Resource) -> dict[str, str]:
    return {"autoEnableOrganizationMembers": "ALL"} if any(_check(configuration)) else {}


_DETECTOR = {"detectorId": "12abc34d567e8fa901bc2d34e56789f0"}

CONTROL = Control(
    id="guardduty.organization-covers-everyone",
    title="GuardDuty watches every account of the organization",
    practices=("automation.security-hub-guardduty", "account.organizations"),
    severity=Severity.HIGH,
    why="With NEW, the accounts that were there before stay unwatched, and nothing says so.",
    fix="set autoEnableOrganizationMembers to ALL",
    rules=(ResourceRule((_CONFIGURATION,), _check, _mend),),
    detection=(SecurityHubControl("GuardDuty.1"),),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("GuardDuty.1",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_3",)},
    good=(example("all accounts", Given(_CONFIGURATION, _DETECTOR | {"autoEnableOrganizationMembers": "ALL"})),),
    bad=(
        example("everything omitted but the detector", Given(_CONFIGURATION, _DETECTOR)),
        example("new accounts only", Given(_CONFIGURATION, _DETECTOR | {"autoEnableOrganizationMembers": "NEW"})),
        example("no account", Given(_CONFIGURATION, _DETECTOR | {"autoEnableOrganizationMembers": "NONE"})),
    ),
)
