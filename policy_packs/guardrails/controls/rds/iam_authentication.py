"""Databases accept IAM identities instead of passwords."""

import re
from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, INSTANCE

_ENGINES = ("aurora", "aurora-mysql", "aurora-postgresql", "mysql", "postgres")


def _knows_iam(database: Resource) -> bool:
    engine = database.text("engine", default="aurora" if database.type == CLUSTER else "")
    if engine == "mariadb":
        found = re.match(r"(\d+)\.(\d+)", database.text("engineVersion"))
        return found is None or (int(found[1]), int(found[2])) >= (10, 6)
    return engine in _ENGINES and database.text("engineMode") != "serverless"


def _check(database: Resource) -> Iterator[str]:
    if not _knows_iam(database):
        return
    if not database.flag("iamDatabaseAuthenticationEnabled"):
        yield "passwords are the only way in; got iamDatabaseAuthenticationEnabled false, expected true"


def _given(engine: str | None, on: bool | None = None, type: str = INSTANCE, **properties: str) -> Given:
    size = {"instanceClass": "db.m7g.large"} if type == INSTANCE else {}
    return Given(type, size | {"engine": engine, "iamDatabaseAuthenticationEnabled": on} | properties)


CONTROL = Control(
    id="rds.iam-authentication",
    title="Databases accept IAM identities instead of passwords",
    practices=("iam.least-privilege", "application.secrets"),
    severity=Severity.MEDIUM,
    why="A token of a role lives for minutes and is logged; a password lives until somebody leaks it.",
    fix="set iamDatabaseAuthenticationEnabled to true",
    rules=(ResourceRule((INSTANCE, CLUSTER), _check),),
    detection=(
        ConfigRule("RDS_INSTANCE_IAM_AUTHENTICATION_ENABLED"),
        ConfigRule("RDS_CLUSTER_IAM_AUTHENTICATION_ENABLED"),
        SecurityHubControl("RDS.10"),
        SecurityHubControl("RDS.12"),
    ),
    frameworks={Framework.FSBP: ("RDS.10", "RDS.12")},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_161", "CKV_AWS_162"),
        Tool.TRIVY: ("AWS-0176",),
        Tool.CONTROL_TOWER: ("RDS.PR.4", "RDS.PR.7"),
    },
    good=(
        example("everything omitted but the class", Given(INSTANCE, {"instanceClass": "db.m7g.large"})),
        example("an instance with", _given("postgres", on=True)),
        example("a cluster with", _given("aurora-mysql", on=True, type=CLUSTER)),
        example("an engine that knows no IAM", _given("sqlserver-ee")),
        example("MariaDB before IAM", _given("mariadb", engineVersion="10.5.27")),
        example("a serverless cluster of the first kind", _given("aurora", type=CLUSTER, engineMode="serverless")),
    ),
    bad=(
        *(example(f"{engine} that does not say", _given(engine)) for engine in ("mariadb", "mysql", "postgres")),
        example("MariaDB with IAM", _given("mariadb", engineVersion="10.6.20")),
        example("a later MariaDB", _given("mariadb", engineVersion="11.4")),
        example("an instance without", _given("postgres", on=False)),
        example("a cluster without its engine", Given(CLUSTER)),
        *(example(f"a cluster of {engine}", _given(engine, type=CLUSTER)) for engine in _ENGINES[:3]),
        example("a provisioned cluster", _given("aurora-mysql", type=CLUSTER, engineMode="provisioned")),
    ),
)
