"""Database instances survive the loss of a zone."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import INSTANCE


def _check(instance: Resource) -> Iterator[str]:
    if not instance.flag("multiAz"):
        yield "the loss of one zone stops the database; got multiAz false, expected true"


_SMALL = {"instanceClass": "db.m7g.large"}

CONTROL = Control(
    id="rds.instance-multi-az",
    title="Database instances survive the loss of a zone",
    practices=("advisor.trusted-advisor",),
    severity=Severity.MEDIUM,
    why="Zones fail as a whole; with a standby in another one, the database is back within a minute or two.",
    fix="set multiAz to true",
    rules=(ResourceRule((INSTANCE,), _check),),
    detection=(ConfigRule("RDS_MULTI_AZ_SUPPORT"), SecurityHubControl("RDS.5")),
    frameworks={Framework.FSBP: ("RDS.5",), Framework.CIS_5_0: ("2.2.4",), Framework.CIS_7_0: ("3.2.4",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_157",), Tool.CONTROL_TOWER: ("RDS.PR.1",)},
    good=(example("a standby in another zone", Given(INSTANCE, _SMALL | {"multiAz": True})),),
    bad=(
        example("everything omitted but the class", Given(INSTANCE, _SMALL)),
        example("a single zone", Given(INSTANCE, _SMALL | {"multiAz": False})),
    ),
)
