"""GuardDuty detectors are on and stay on."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_DETECTOR = "aws:guardduty/detector:Detector"


def _check(detector: Resource) -> Iterator[str]:
    if not detector.flag("enable", default=True):
        yield "threats go unseen in the detector's region; got enable false, expected true"


def _mend(detector: Resource) -> dict[str, bool]:
    return {"enable": True} if any(_check(detector)) else {}


CONTROL = Control(
    id="guardduty.detector-enabled",
    title="GuardDuty detectors are on and stay on",
    practices=("automation.security-hub-guardduty",),
    severity=Severity.HIGH,
    why="Whoever gets into an account switches its alarm off first.",
    fix="set enable to true, or leave it out",
    rules=(ResourceRule((_DETECTOR,), _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyChangeOfGuardDuty",
            actions=(
                "guardduty:DeleteDetector",
                "guardduty:DeleteMembers",
                "guardduty:DeletePublishingDestination",
                "guardduty:DisassociateFromAdministratorAccount",
                "guardduty:DisassociateFromMasterAccount",
                "guardduty:DisassociateMembers",
                "guardduty:StopMonitoringMembers",
                "guardduty:UpdateDetector",
                "guardduty:UpdateMemberDetectors",
                "guardduty:UpdateOrganizationConfiguration",
                "guardduty:UpdatePublishingDestination",
            ),
        ),
    ),
    detection=(ConfigRule("GUARDDUTY_ENABLED_CENTRALIZED"), SecurityHubControl("GuardDuty.1")),
    answer="enable-detector",
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("GuardDuty.1",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_238",)},
    good=(
        example("everything omitted", Given(_DETECTOR)),
        example("said to be on", Given(_DETECTOR, {"enable": True})),
    ),
    bad=(example("suspended", Given(_DETECTOR, {"enable": False})),),
)
