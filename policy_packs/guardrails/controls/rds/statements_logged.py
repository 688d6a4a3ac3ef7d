"""PostgreSQL writes down the statements that matter."""

import re
from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, INSTANCE

_GROUP = "aws:rds/parameterGroup:ParameterGroup"
_CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
_OFF = {"log_statement": "none", "log_min_duration_statement": "-1"}


def _check(group: Resource) -> Iterator[str]:
    family = group.text("family")
    expected = r"postgres\d.*" if group.type == _GROUP else r"(aurora-)?postgres(ql)?\d.*"
    if not re.fullmatch(expected, family):
        return
    values = _OFF | {item.text("name"): item.text("value") for item in group.blocks("parameters")}
    off = [name for name, value in _OFF.items() if values[name] == value]
    if off:
        yield f"what was asked of the database is lost; got {' and '.join(off)} off, expected them set"


def _check_default(database: Resource) -> Iterator[str]:
    name = "parameterGroupName" if database.type == INSTANCE else "dbClusterParameterGroupName"
    group, engine = database.text(name, default="default"), database.text("engine")
    if group.startswith("default") and engine in ("postgres", "aurora-postgresql"):
        yield f"what was asked of the database is lost by default; got {name} {group}, expected a group of one's own"


def _given(type: str = _GROUP, family: str = "postgres17", **parameters: str) -> Given:
    items = [{"name": name, "value": value} for name, value in parameters.items()]
    return Given(type, {"family": family, "parameters": items})


_DATABASE = {"instanceClass": "db.m7g.large", "engine": "postgres"}
_AURORA = {"engine": "aurora-postgresql"}
_ON = {"log_statement": "ddl", "log_min_duration_statement": "1000"}

CONTROL = Control(
    id="rds.statements-logged",
    title="PostgreSQL writes down the statements that matter",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="By default the log holds errors only: neither a changed table nor a query for everything shows in it.",
    fix="set the parameters log_statement to ddl and log_min_duration_statement to milliseconds",
    rules=(
        ResourceRule((_GROUP, _CLUSTER_GROUP), _check),
        ResourceRule((INSTANCE, CLUSTER), _check_default),
    ),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_27", "CKV2_AWS_30")},
    good=(
        example("both", _given(**_ON)),
        example("both for a cluster", _given(_CLUSTER_GROUP, "aurora-postgresql16", **_ON)),
        example("another engine", _given(family="mysql8.4")),
        example("a group of one's own", Given(INSTANCE, _DATABASE | {"parameterGroupName": "orders"})),
        example("a cluster with a group", Given(CLUSTER, _AURORA | {"dbClusterParameterGroupName": "orders"})),
        example("an instance of another engine", Given(INSTANCE, _DATABASE | {"engine": "mysql"})),
        example("the instances of an Aurora cluster", _given(family="aurora-postgresql16")),
    ),
    bad=(
        example("everything omitted but the family", Given(_GROUP, {"family": "postgres17"})),
        *(example(f"{name} off", _given(**_ON | {name: value})) for name, value in _OFF.items()),
        example("AWS's own group by default", Given(INSTANCE, _DATABASE)),
        example("AWS's own group by name", Given(INSTANCE, _DATABASE | {"parameterGroupName": "default.postgres17"})),
        example("AWS's own group for a cluster", Given(CLUSTER, _AURORA | {"dbInstanceParameterGroupName": "orders"})),
        example("an Aurora cluster that does not say", _given(_CLUSTER_GROUP, "aurora-postgresql16")),
        example("a cluster of PostgreSQL that does not say", _given(_CLUSTER_GROUP, "postgres17")),
    ),
)
