"""Databases are backed up automatically."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, INSTANCE

_MOST = 35  # What RDS keeps them for at most.


def _check(database: Resource) -> Iterator[str]:
    # A replica is as recoverable as its source.
    if "replicateSourceDb" in database:
        return
    days = database.number("backupRetentionPeriod", default=0 if database.type == INSTANCE else 1)
    if not 1 <= days <= _MOST:
        yield f"the database can't be restored; got backupRetentionPeriod {days:g}, expected 1 to {_MOST} days"


_SMALL = {"instanceClass": "db.m7g.large"}

CONTROL = Control(
    id="rds.backups-on",
    title="Databases are backed up automatically",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.MEDIUM,
    tier=Tier.MINIMAL,
    why="Without backups, one wrong statement or one encrypted disk ends the data.",
    fix="set backupRetentionPeriod to the days that backups are kept",
    rules=(ResourceRule((INSTANCE, CLUSTER), _check),),
    detection=(ConfigRule("DB_INSTANCE_BACKUP_ENABLED"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_133",), Tool.CONTROL_TOWER: ("RDS.PR.8",)},
    good=(
        example("a day", Given(INSTANCE, _SMALL | {"backupRetentionPeriod": 1})),
        example("as long as may be", Given(CLUSTER, {"engine": "mysql", "backupRetentionPeriod": 35})),
        example("a replica", Given(INSTANCE, _SMALL | {"replicateSourceDb": "orders"})),
        example("a cluster that does not say, a day by default", Given(CLUSTER, {"engine": "aurora-mysql"})),
    ),
    bad=(
        example("everything omitted but the class, off by default", Given(INSTANCE, _SMALL)),
        example("off", Given(INSTANCE, _SMALL | {"backupRetentionPeriod": 0})),
        example("longer than RDS can", Given(CLUSTER, {"engine": "mysql", "backupRetentionPeriod": 36})),
        example("off for a cluster", Given(CLUSTER, {"engine": "mysql", "backupRetentionPeriod": 0})),
    ),
)
