"""Databases can't be deleted by one call."""

from collections.abc import Iterator

from .._families import family
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_DATABASES = ("docdb", "dsql", "dynamodb", "neptune", "neptunegraph", "qldb", "rds")
_ON_BY_DEFAULT = frozenset(("aws:neptunegraph/graph:Graph", "aws:qldb/ledger:Ledger"))
_PATHS = {
    type: path
    for type, (path, *_) in family("deletion_protection").items()
    if type.removeprefix("aws:").partition("/")[0] in _DATABASES
}


def _check(database: Resource) -> Iterator[str]:
    name = _PATHS[database.type]
    if not database.flag(name, default=database.type in _ON_BY_DEFAULT):
        yield f"one call deletes the data; got {name} false, expected true"


_RDS = "aws:rds/instance:Instance"
_RDS_CLUSTER = "aws:rds/cluster:Cluster"
_TABLE = "aws:dynamodb/table:Table"
_SMALL = {"instanceClass": "db.m7g.large"}
_ORDERS = {"hashKey": "id", "attributes": [{"name": "id", "type": "S"}]}

CONTROL = Control(
    id="data.deletion-protected",
    title="Databases can't be deleted by one call",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.MEDIUM,
    why="A mistaken destroy, or an intruder, needs two deliberate steps instead of one to end the data.",
    fix="switch the deletion protection on",
    rules=(ResourceRule(tuple(_PATHS), _check),),
    detection=(
        ConfigRule("RDS_INSTANCE_DELETION_PROTECTION_ENABLED"),
        ConfigRule("RDS_CLUSTER_DELETION_PROTECTION_ENABLED"),
        ConfigRule("AURORA_GLOBAL_DATABASE_DELETION_PROTECTION_ENABLED"),
        ConfigRule("DOCDB_CLUSTER_DELETION_PROTECTION_ENABLED"),
        ConfigRule("NEPTUNE_CLUSTER_DELETION_PROTECTION_ENABLED"),
        ConfigRule("DYNAMODB_TABLE_DELETION_PROTECTION_ENABLED"),
        SecurityHubControl("RDS.7"),
        SecurityHubControl("RDS.8"),
        SecurityHubControl("DocumentDB.5"),
        SecurityHubControl("Neptune.4"),
        SecurityHubControl("DynamoDB.6"),
    ),
    frameworks={Framework.FSBP: ("RDS.7", "RDS.8", "DocumentDB.5", "Neptune.4", "DynamoDB.6")},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_139", "CKV_AWS_172", "CKV_AWS_293", "CKV2_AWS_58"),
        Tool.TRIVY: ("AWS-0177", "AWS-0343"),
        Tool.CONTROL_TOWER: ("RDS.PR.3", "RDS.PR.13"),
    },
    good=(
        example("a protected instance", Given(_RDS, _SMALL | {"deletionProtection": True})),
        example("a protected table", Given(_TABLE, _ORDERS | {"deletionProtectionEnabled": True})),
        example("a graph that does not say", Given("aws:neptunegraph/graph:Graph", {"provisionedMemory": 16})),
        example("a ledger that does not say", Given("aws:qldb/ledger:Ledger", {"permissionsMode": "STANDARD"})),
    ),
    bad=(
        example("everything omitted but the class", Given(_RDS, _SMALL)),
        example("an instance without", Given(_RDS, _SMALL | {"deletionProtection": False})),
        example("a cluster without", Given(_RDS_CLUSTER, {"engine": "aurora-mysql", "deletionProtection": False})),
        example("a document cluster that does not say", Given("aws:docdb/cluster:Cluster")),
        example("a graph cluster that does not say", Given("aws:neptune/cluster:Cluster")),
        example("a table that does not say", Given(_TABLE, _ORDERS)),
        example("a distributed cluster that does not say", Given("aws:dsql/cluster:Cluster")),
        example(
            "a ledger without",
            Given("aws:qldb/ledger:Ledger", {"permissionsMode": "STANDARD", "deletionProtection": False}),
        ),
    ),
)
