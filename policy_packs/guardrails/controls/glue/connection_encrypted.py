"""Connections of Glue use TLS.

Source: Glue developer guide, "AWS Glue connection properties"; JDBC doesn't insist on it by itself, Kafka does.
"""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_CONNECTION = "aws:glue/connection:Connection"
_SWITCHES = {"JDBC": ("JDBC_ENFORCE_SSL", False), "KAFKA": ("KAFKA_SSL_ENABLED", True)}


def _check(connection: Resource) -> Iterator[str]:
    type = connection.text("connectionType", default="JDBC")
    if type not in _SWITCHES:
        return
    name, default = _SWITCHES[type]
    properties = connection.block("connectionProperties")
    if not properties.flag(name, default=default):
        yield f"data and passwords may cross in the clear; got {properties.path(name)} false, expected true"


def _given(type: str | None = None, **properties: str) -> Given:
    return Given(_CONNECTION, {"name": "sales", "connectionType": type, "connectionProperties": properties})


_URL = {"JDBC_CONNECTION_URL": "jdbc:postgresql://sales.example.com/sales", "SECRET_ID": "sales"}

CONTROL = Control(
    id="glue.connection-encrypted",
    title="Connections of Glue use TLS",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="A connection that may fall back to plain text hands over the password and the data.",
    fix="set JDBC_ENFORCE_SSL, or KAFKA_SSL_ENABLED, to true in connectionProperties",
    rules=(ResourceRule((_CONNECTION,), _check),),
    good=(
        example("a database", _given(JDBC_ENFORCE_SSL="true", **_URL)),
        example("a database, its kind said", _given("JDBC", JDBC_ENFORCE_SSL="true", **_URL)),
        example("Kafka", _given("KAFKA", KAFKA_BOOTSTRAP_SERVERS="b-1.shop.example.com:9094")),
        example("only a way into a network", _given("NETWORK")),
    ),
    bad=(
        example("everything omitted", Given(_CONNECTION)),
        example("a database that does not say", _given("JDBC", **_URL)),
        example("a database, off", _given(JDBC_ENFORCE_SSL="false", **_URL)),
        example("Kafka, off", _given("KAFKA", KAFKA_SSL_ENABLED="false")),
    ),
)
