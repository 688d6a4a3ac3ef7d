"""New EBS volumes are encrypted by default."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault"


def _check(default: Resource) -> Iterator[str]:
    if not default.flag("enabled", default=True):
        yield "new volumes are stored in the clear; got enabled false, expected true"


def _mend(default: Resource) -> dict[str, bool]:
    return {} if default.flag("enabled", default=True) else {"enabled": True}


CONTROL = Control(
    id="ebs.default-encryption",
    title="New EBS volumes are encrypted by default",
    practices=("data.at-rest",),
    severity=Severity.HIGH,
    why="The default reaches what no template describes: volumes made by hand, by snapshots and by services.",
    fix="set enabled to true, or leave it out",
    rules=(ResourceRule((_DEFAULT,), _check, _mend),),
    guardrails=(Guardrail(sid="DenyStopOfVolumeEncryption", actions=("ec2:DisableEbsEncryptionByDefault",)),),
    detection=(ConfigRule("EC2_EBS_ENCRYPTION_BY_DEFAULT"), SecurityHubControl("EC2.7")),
    answer="restore-ebs-default-encryption",
    tier=Tier.MINIMAL,
    frameworks={
        Framework.FSBP: ("EC2.7",),
        Framework.CIS_3_0: ("2.2.1",),
        Framework.CIS_5_0: ("5.1.1",),
        Framework.CIS_7_0: ("6.1.1",),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_106",)},
    good=(
        example("everything omitted", Given(_DEFAULT)),
        example("on", Given(_DEFAULT, {"enabled": True})),
    ),
    bad=(example("off", Given(_DEFAULT, {"enabled": False})),),
)
