"""Parameter groups of databases refuse plain connections."""

import re
from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import requires_tls_by_default, tls_parameter

_GROUP = "aws:rds/parameterGroup:ParameterGroup"
_CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
_ON = ("1", "on", "ssl")


def _check(group: Resource) -> Iterator[str]:
    family = group.text("family")
    engine = re.sub(r"-?\d[\d.]*$", "", family)
    parameter = tls_parameter(engine)
    # The instances of an Aurora cluster take it from the cluster's group.
    if not parameter or (group.type == _GROUP and engine.startswith("aurora")):
        return
    values = [item.text("value") for item in group.blocks("parameters") if item.text("name") == parameter]
    required = values[-1].lower() in _ON if values else requires_tls_by_default(engine, family.removeprefix(engine))
    if not required:
        got = values[-1] if values else "nothing"
        yield f"connections without TLS are accepted; got {got} for {parameter} of {family}, expected it on"


def _given(family: str, name: str = "", value: str = "", type: str = _GROUP) -> Given:
    return Given(type, {"family": family} | ({"parameters": [{"name": name, "value": value}]} if name else {}))


CONTROL = Control(
    id="rds.tls-required",
    title="Parameter groups of databases refuse plain connections",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="A client that doesn't ask for TLS sends its password and the data in the clear.",
    fix="set rds.force_ssl (PostgreSQL, SQL Server) or require_secure_transport (MySQL, MariaDB) to 1",
    rules=(ResourceRule((_GROUP, _CLUSTER_GROUP), _check),),
    detection=(
        ConfigRule("RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT"),
        ConfigRule("RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT"),
        ConfigRule("RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT"),
        ConfigRule("RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT"),
        SecurityHubControl("RDS.41"),
        SecurityHubControl("RDS.44"),
    ),
    frameworks={Framework.FSBP: ("RDS.41", "RDS.44")},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_69",), Tool.SECURITY_HUB: ("RDS.38", "RDS.39")},
    good=(
        example("PostgreSQL with TLS", _given("postgres14", "rds.force_ssl", "1")),
        example("PostgreSQL that asks for TLS by default", _given("postgres15")),
        example("MySQL with TLS", _given("mysql8.0", "require_secure_transport", "ON")),
        example("MariaDB that asks for TLS by default", _given("mariadb11.8")),
        example("SQL Server with TLS", _given("sqlserver-ee-15.0", "rds.force_ssl", "1")),
        example("Db2 with TLS", _given("db2-se-11.5", "db2comm", "SSL")),
        example("Aurora with TLS", _given("aurora-mysql8.0", "require_secure_transport", "1", _CLUSTER_GROUP)),
        example("an Aurora cluster that asks for TLS by default", _given("aurora-postgresql17", type=_CLUSTER_GROUP)),
        example("the instances of an Aurora cluster", _given("aurora-postgresql16")),
        example("Oracle, whose TLS is an option group's", _given("oracle-ee-19")),
    ),
    bad=(
        example("PostgreSQL before version 15, by default", _given("postgres14")),
        example("PostgreSQL before version 15, with another parameter", _given("postgres9.6", "log_statement", "all")),
        example("PostgreSQL with TLS off", _given("postgres16", "rds.force_ssl", "0")),
        example("MySQL by default", _given("mysql8.4")),
        example("MariaDB before version 11.8", _given("mariadb11.4")),
        example("SQL Server by default", _given("sqlserver-ex-16.0")),
        example("Db2 over TCP", _given("db2-ae-11.5", "db2comm", "TCPIP")),
        example("an Aurora cluster by default", _given("aurora-postgresql16", type=_CLUSTER_GROUP)),
        example("a cluster of MySQL instances by default", _given("mysql8.0", type=_CLUSTER_GROUP)),
    ),
)
