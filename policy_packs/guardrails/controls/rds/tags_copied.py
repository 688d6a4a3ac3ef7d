"""Snapshots of databases carry the tags of the database."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, INSTANCE, NEPTUNE_CLUSTER


def _check(database: Resource) -> Iterator[str]:
    if not database.flag("copyTagsToSnapshot"):
        yield "nobody can tell whose snapshots these are; got copyTagsToSnapshot false, expected true"


def _mend(database: Resource) -> dict[str, bool]:
    return {} if database.flag("copyTagsToSnapshot") else {"copyTagsToSnapshot": True}


_SMALL = {"instanceClass": "db.m7g.large"}

CONTROL = Control(
    id="rds.tags-copied",
    title="Snapshots of databases carry the tags of the database",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Access by tag, costs and retention all follow tags, and a snapshot without any escapes them.",
    fix="set copyTagsToSnapshot to true",
    rules=(ResourceRule((INSTANCE, CLUSTER, NEPTUNE_CLUSTER), _check, _mend),),
    detection=(
        ConfigRule("RDS_MYSQL_CLUSTER_COPY_TAGS_TO_SNAPSHOT_CHECK"),
        ConfigRule("RDS_PGSQL_CLUSTER_COPY_TAGS_TO_SNAPSHOT_CHECK"),
        ConfigRule("NEPTUNE_CLUSTER_COPY_TAGS_TO_SNAPSHOT_ENABLED"),
        SecurityHubControl("RDS.16"),
        SecurityHubControl("RDS.17"),
        SecurityHubControl("RDS.47"),
        SecurityHubControl("RDS.48"),
        SecurityHubControl("Neptune.8"),
    ),
    frameworks={Framework.FSBP: ("RDS.16", "RDS.17", "RDS.47", "RDS.48", "Neptune.8")},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_313", "CKV_AWS_362", "CKV2_AWS_60"),
        Tool.CONTROL_TOWER: ("RDS.PR.9", "RDS.PR.10"),
    },
    good=(example("copied", Given(INSTANCE, _SMALL | {"copyTagsToSnapshot": True})),),
    bad=(
        example("everything omitted but the class", Given(INSTANCE, _SMALL)),
        example("not copied", Given(INSTANCE, _SMALL | {"copyTagsToSnapshot": False})),
        example("a cluster that does not say", Given(CLUSTER, {"engine": "aurora-postgresql"})),
        example("a graph cluster that does not say", Given(NEPTUNE_CLUSTER)),
    ),
)
