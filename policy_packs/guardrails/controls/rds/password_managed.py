"""Passwords of databases are kept by Secrets Manager, not by the program."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, DOCUMENTDB_CLUSTER, INSTANCE

_REDSHIFT = "aws:redshift/cluster:Cluster"
_NAMESPACE = "aws:redshiftserverless/namespace:Namespace"
_PASSWORDS = {
    INSTANCE: ("password", "manageMasterUserPassword"),
    CLUSTER: ("masterPassword", "manageMasterUserPassword"),
    DOCUMENTDB_CLUSTER: ("masterPassword", "manageMasterUserPassword"),
    _REDSHIFT: ("masterPassword", "manageMasterPassword"),
    _NAMESPACE: ("adminUserPassword", "manageAdminPassword"),
}


def _check(database: Resource) -> Iterator[str]:
    password, managed = _PASSWORDS[database.type]
    if database.text(password):
        yield f"the password stands in the state and stays the same; got a {password}, expected {managed} true"


_SMALL = {"instanceClass": "db.m7g.large"}
_WAREHOUSE = {"clusterIdentifier": "sales", "nodeType": "ra3.large"}
_WORD = "an-example-of-words"

CONTROL = Control(
    id="rds.password-managed",
    title="Passwords of databases are kept by Secrets Manager, not by the program",
    practices=("application.secrets",),
    severity=Severity.MEDIUM,
    why="A password given by the program is known to everybody who reads the state, and nobody rotates it.",
    fix="let AWS manage the password, or give it by the write-only input",
    rules=(ResourceRule(tuple(_PASSWORDS), _check),),
    good=(
        example("everything omitted but the class", Given(INSTANCE, _SMALL)),
        example("managed by AWS", Given(INSTANCE, _SMALL | {"manageMasterUserPassword": True})),
        example("a write-only password", Given(INSTANCE, _SMALL | {"passwordWo": _WORD, "passwordWoVersion": 1})),
        example("a warehouse's managed by AWS", Given(_REDSHIFT, _WAREHOUSE | {"manageMasterPassword": True})),
    ),
    bad=(
        example("an instance's", Given(INSTANCE, _SMALL | {"password": _WORD})),
        example("a cluster's", Given(CLUSTER, {"engine": "aurora-mysql", "masterPassword": _WORD})),
        example("a document cluster's", Given(DOCUMENTDB_CLUSTER, {"masterPassword": _WORD})),
        example("a warehouse's", Given(_REDSHIFT, _WAREHOUSE | {"masterPassword": _WORD})),
        example("a namespace's", Given(_NAMESPACE, {"namespaceName": "sales", "adminUserPassword": _WORD})),
    ),
)
