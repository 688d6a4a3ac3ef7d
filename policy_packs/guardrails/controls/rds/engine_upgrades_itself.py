"""Databases take minor versions of their engine by themselves."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, CLUSTER_INSTANCE, INSTANCE


def _check(database: Resource) -> Iterator[str]:
    if not database.flag("autoMinorVersionUpgrade", default=True):
        yield "the engine stays at an old minor version; got autoMinorVersionUpgrade false, expected true"


def _mend(database: Resource) -> dict[str, bool]:
    return {} if database.flag("autoMinorVersionUpgrade", default=True) else {"autoMinorVersionUpgrade": True}


_SMALL = {"instanceClass": "db.m7g.large", "engine": "postgres"}
_MEMBER = {"clusterIdentifier": "orders", "engine": "aurora-postgresql", "instanceClass": "db.r7g.large"}

CONTROL = Control(
    id="rds.engine-upgrades-itself",
    title="Databases take minor versions of their engine by themselves",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="Minor versions carry the security fixes of the engine, and nobody installs them by hand in time.",
    fix="set autoMinorVersionUpgrade to true, or leave it out, and choose a maintenance window",
    rules=(ResourceRule((INSTANCE, CLUSTER, CLUSTER_INSTANCE), _check, _mend),),
    detection=(
        ConfigRule("RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED"),
        ConfigRule("RDS_CLUSTER_AUTO_MINOR_VERSION_UPGRADE_ENABLE"),
        SecurityHubControl("RDS.13"),
        SecurityHubControl("RDS.35"),
    ),
    frameworks={
        Framework.FSBP: ("RDS.13", "RDS.35"),
        Framework.CIS_3_0: ("2.3.2",),
        Framework.CIS_5_0: ("2.2.2",),
        Framework.CIS_7_0: ("3.2.2",),
    },
    good=(
        example("everything omitted but the class", Given(INSTANCE, {"instanceClass": "db.m7g.large"})),
        example("on", Given(INSTANCE, _SMALL | {"autoMinorVersionUpgrade": True})),
    ),
    bad=(
        example("off for an instance", Given(INSTANCE, _SMALL | {"autoMinorVersionUpgrade": False})),
        example("off for a cluster", Given(CLUSTER, {"engine": "postgres", "autoMinorVersionUpgrade": False})),
        example("off for a member", Given(CLUSTER_INSTANCE, _MEMBER | {"autoMinorVersionUpgrade": False})),
    ),
)
