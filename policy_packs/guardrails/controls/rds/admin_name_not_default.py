"""Administrators of databases don't have the name that everybody tries first."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, INSTANCE

_DEFAULTS = ("admin", "postgres")


def _check(database: Resource) -> Iterator[str]:
    name = "username" if database.type == INSTANCE else "masterUsername"
    if database.text(name).lower() in _DEFAULTS:
        yield f"half of the credentials can be guessed; got {name} {database.text(name)}, expected another name"


_SMALL = {"instanceClass": "db.m7g.large"}

CONTROL = Control(
    id="rds.admin-name-not-default",
    title="Administrators of databases don't have the name that everybody tries first",
    practices=("account.password-policy",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Guessing passwords starts with the default name of the engine.",
    fix="choose a name for the administrator other than admin or postgres",
    rules=(ResourceRule((INSTANCE, CLUSTER), _check),),
    detection=(
        ConfigRule("RDS_CLUSTER_DEFAULT_ADMIN_CHECK"),
        ConfigRule("RDS_INSTANCE_DEFAULT_ADMIN_CHECK"),
        SecurityHubControl("RDS.24"),
        SecurityHubControl("RDS.25"),
    ),
    frameworks={Framework.FSBP: ("RDS.24", "RDS.25")},
    equivalents={Tool.CONTROL_TOWER: ("RDS.PR.20", "RDS.PR.21")},
    good=(
        example("everything omitted but the class", Given(INSTANCE, _SMALL)),
        example("another name", Given(INSTANCE, _SMALL | {"username": "orders_owner"})),
        example("another name for a cluster", Given(CLUSTER, {"engine": "mysql", "masterUsername": "orders_owner"})),
    ),
    bad=(
        example("admin", Given(INSTANCE, _SMALL | {"username": "Admin"})),
        example("postgres", Given(INSTANCE, _SMALL | {"username": "postgres"})),
        example("a cluster's admin", Given(CLUSTER, {"engine": "aurora-mysql", "masterUsername": "admin"})),
    ),
)
