"""Trails record every region, and the services that have none."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Guardrail, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import TRAIL, trail


def _off(resource: Resource) -> list[str]:
    return [
        name
        for name, default in (("isMultiRegionTrail", False), ("includeGlobalServiceEvents", True))
        if not resource.flag(name, default=default)
    ]


def _check(resource: Resource) -> Iterator[str]:
    for name in _off(resource):
        yield f"calls go unrecorded; got {name} false, expected true"


def _mend(resource: Resource) -> dict[str, bool]:
    return dict.fromkeys(_off(resource), True)


CONTROL = Control(
    id="cloudtrail.trail-complete",
    title="Trails record every region, and the services that have none",
    practices=("account.cloudtrail", "logging.cloudtrail"),
    severity=Severity.HIGH,
    why="Whoever has something to hide works in the region that nobody records.",
    fix="set isMultiRegionTrail and includeGlobalServiceEvents to true",
    rules=(ResourceRule((TRAIL,), _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyChangeOfTrails",
            actions=(
                "cloudtrail:DeleteTrail",
                "cloudtrail:PutEventSelectors",
                "cloudtrail:PutInsightSelectors",
                "cloudtrail:StopLogging",
                "cloudtrail:UpdateTrail",
            ),
        ),
    ),
    detection=(ConfigRule("MULTI_REGION_CLOUD_TRAIL_ENABLED"), SecurityHubControl("CloudTrail.1")),
    answer="restart-trail",
    tier=Tier.MINIMAL,
    frameworks={
        Framework.FSBP: ("CloudTrail.1",),
        Framework.CIS_3_0: ("3.1",),
        Framework.CIS_5_0: ("3.1",),
        Framework.CIS_7_0: ("4.1",),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_67",), Tool.TRIVY: ("AWS-0014",)},
    good=(
        example("every region", trail(isMultiRegionTrail=True)),
        example("global services, said", trail(isMultiRegionTrail=True, includeGlobalServiceEvents=True)),
    ),
    bad=(
        example("everything omitted but the bucket", trail()),
        example("one region", trail(isMultiRegionTrail=False)),
        example("global services left out", trail(isMultiRegionTrail=True, includeGlobalServiceEvents=False)),
    ),
)
