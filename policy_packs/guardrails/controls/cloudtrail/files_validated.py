"""Trails sign a digest of their files."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import TRAIL, trail


def _check(resource: Resource) -> Iterator[str]:
    if not resource.flag("enableLogFileValidation"):
        yield "a changed file goes unnoticed; got enableLogFileValidation false, expected true"


def _mend(resource: Resource) -> dict[str, bool]:
    return {"enableLogFileValidation": True} if any(_check(resource)) else {}


CONTROL = Control(
    id="cloudtrail.files-validated",
    title="Trails sign a digest of their files",
    practices=("account.cloudtrail", "logging.cloudtrail"),
    severity=Severity.MEDIUM,
    why="A file that can be changed unseen is no evidence.",
    fix="set enableLogFileValidation to true",
    rules=(ResourceRule((TRAIL,), _check, _mend),),
    detection=(ConfigRule("CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED"), SecurityHubControl("CloudTrail.4")),
    tier=Tier.MINIMAL,
    frameworks={
        Framework.FSBP: ("CloudTrail.4",),
        Framework.CIS_3_0: ("3.2",),
        Framework.CIS_5_0: ("3.2",),
        Framework.CIS_7_0: ("4.2",),
    },
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_36",),
        Tool.CONTROL_TOWER: ("CLOUDTRAIL.PR.2",),
        Tool.TRIVY: ("AWS-0016",),
    },
    good=(example("on", trail(enableLogFileValidation=True)),),
    bad=(
        example("everything omitted but the bucket", trail()),
        example("off", trail(enableLogFileValidation=False)),
    ),
)
