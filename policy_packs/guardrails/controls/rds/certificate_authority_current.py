"""Databases present certificates of a current authority."""

import re
from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, CLUSTER_INSTANCE, INSTANCE

_DOCUMENTDB = "aws:docdb/clusterInstance:ClusterInstance"
_CURRENT = re.compile(r"rds-ca-(rsa2048|rsa4096|ecc384)-g\d+")


def _check(database: Resource) -> Iterator[str]:
    name = "caCertificateIdentifier" if database.type == CLUSTER else "caCertIdentifier"
    authority = database.text(name)
    if authority and not _CURRENT.fullmatch(authority):
        yield f"the certificates have expired; got {name} {authority}, expected rds-ca-rsa2048-g1 or a later one"


def _given(authority: str) -> Given:
    return Given(INSTANCE, {"instanceClass": "db.m7g.large", "caCertIdentifier": authority})


_MEMBER = {"clusterIdentifier": "orders", "engine": "aurora-mysql", "instanceClass": "db.r7g.large"}

CONTROL = Control(
    id="rds.certificate-authority-current",
    title="Databases present certificates of a current authority",
    practices=("data.in-transit", "patching.managed-services"),
    severity=Severity.MEDIUM,
    why="Clients that check the certificate can't connect with an expired one, and so stop checking.",
    fix="name rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1, or leave the authority to AWS",
    rules=(ResourceRule((INSTANCE, CLUSTER, CLUSTER_INSTANCE, _DOCUMENTDB), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_211",)},
    good=(
        example("everything omitted but the class", Given(INSTANCE, {"instanceClass": "db.m7g.large"})),
        *(example(f"{key} keys", _given(f"rds-ca-{key}-g1")) for key in ("rsa2048", "rsa4096", "ecc384")),
        example("a later generation", _given("rds-ca-rsa2048-g12")),
    ),
    bad=(
        example("an expired authority", _given("rds-ca-2019")),
        example(
            "an expired authority of a cluster",
            Given(CLUSTER, {"engine": "mysql", "caCertificateIdentifier": "rds-ca-2019"}),
        ),
        example(
            "an expired authority of a member", Given(CLUSTER_INSTANCE, _MEMBER | {"caCertIdentifier": "rds-ca-2015"})
        ),
        example(
            "of a document database",
            Given(
                _DOCUMENTDB,
                {"clusterIdentifier": "carts", "instanceClass": "db.r6g.large", "caCertIdentifier": "rds-ca-2019"},
            ),
        ),
    ),
)
