"""Trails are started."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import TRAIL, trail


def _check(resource: Resource) -> Iterator[str]:
    if not resource.flag("enableLogging", default=True):
        yield "the trail records nothing; got enableLogging false, expected true"


def _mend(resource: Resource) -> dict[str, bool]:
    return {"enableLogging": True} if any(_check(resource)) else {}


CONTROL = Control(
    id="cloudtrail.logging-on",
    title="Trails are started",
    practices=("account.cloudtrail", "logging.cloudtrail"),
    severity=Severity.HIGH,
    why="A trail that is stopped looks right in every list and records nothing.",
    fix="set enableLogging to true, or leave it out",
    rules=(ResourceRule((TRAIL,), _check, _mend),),
    detection=(ConfigRule("CLOUD_TRAIL_ENABLED"), SecurityHubControl("CloudTrail.1")),
    answer="restart-trail",
    tier=Tier.MINIMAL,
    frameworks={
        Framework.FSBP: ("CloudTrail.1",),
        Framework.CIS_3_0: ("3.1",),
        Framework.CIS_5_0: ("3.1",),
        Framework.CIS_7_0: ("4.1",),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_251",)},
    good=(
        example("everything omitted but the bucket", trail()),
        example("said", trail(enableLogging=True)),
    ),
    bad=(example("stopped", trail(enableLogging=False)),),
)
