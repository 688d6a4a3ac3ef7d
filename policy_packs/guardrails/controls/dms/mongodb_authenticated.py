"""Replications sign in to MongoDB."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_ENDPOINT = "aws:dms/endpoint:Endpoint"


def _check(endpoint: Resource) -> Iterator[str]:
    kind = endpoint.block("mongodbSettings").text("authType", default="password")
    if endpoint.text("engineName") == "mongodb" and kind == "no":
        yield f"the database asks for no password; got mongodbSettings.authType {kind}, expected password"


def _given(engine: str = "mongodb", **settings: str) -> Given:
    endpoint = {"endpointId": "carts", "endpointType": "source", "engineName": engine}
    return Given(_ENDPOINT, endpoint | {"mongodbSettings": settings or None})


CONTROL = Control(
    id="dms.mongodb-authenticated",
    title="Replications sign in to MongoDB",
    practices=("iam.least-privilege", "application.secrets"),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="A database that lets the replication in without a password lets in everybody who reaches it.",
    fix="set mongodbSettings.authType to password and give the credentials by a secret",
    rules=(ResourceRule((_ENDPOINT,), _check),),
    detection=(ConfigRule("DMS_MONGO_DB_AUTHENTICATION_ENABLED"), SecurityHubControl("DMS.11")),
    frameworks={Framework.FSBP: ("DMS.11",)},
    good=(
        example("everything omitted that may be, a password by default", _given()),
        example("a password", _given(authType="password", authMechanism="scram-sha-1")),
        example("another engine", _given("docdb", authType="no")),
    ),
    bad=(example("no password", _given(authType="no")),),
)
