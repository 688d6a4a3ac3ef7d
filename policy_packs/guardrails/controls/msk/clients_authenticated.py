"""Kafka clusters know their clients.

Source: MSK API, "ClientAuthentication": without any method, everybody who reaches the brokers is let in.
"""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, cluster


def _check_unknown_clients(resource: Resource) -> Iterator[str]:
    if resource.block("clientAuthentication").flag("unauthenticated"):
        yield "unknown clients are let in; got clientAuthentication.unauthenticated true, expected false"


def _check_methods(resource: Resource) -> Iterator[str]:
    methods = resource.block("clientAuthentication")
    sasl = methods.block("sasl")
    if not sasl.flag("iam") and not sasl.flag("scram") and "tls" not in methods:
        yield "nobody asks clients who they are; got no method in clientAuthentication, expected sasl or tls"


def _given(**methods: object) -> Given:
    return cluster(clientAuthentication=methods)


_AUTHORITIES = {"certificateAuthorityArns": ["arn:aws:acm-pca:us-east-1:111122223333:certificate-authority/1a2b"]}

CONTROL = Control(
    id="msk.clients-authenticated",
    title="Kafka clusters know their clients",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="Whoever gets into the network reads and writes every topic.",
    fix="set clientAuthentication.sasl.iam to true and leave unauthenticated false",
    rules=(ResourceRule((CLUSTER,), _check_unknown_clients), ResourceRule((CLUSTER,), _check_methods)),
    detection=(ConfigRule("MSK_UNRESTRICTED_ACCESS_CHECK"), SecurityHubControl("MSK.6")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("MSK.6",)},
    good=(
        example("identities of IAM", _given(sasl={"iam": True})),
        example("passwords", _given(sasl={"scram": True}, unauthenticated=False)),
        example("certificates", _given(tls=_AUTHORITIES)),
    ),
    bad=(
        example("everything omitted but what is required", cluster()),
        example("every method is off", _given(sasl={"iam": False, "scram": False})),
        example("unknown clients besides", _given(sasl={"iam": True}, unauthenticated=True)),
    ),
)
