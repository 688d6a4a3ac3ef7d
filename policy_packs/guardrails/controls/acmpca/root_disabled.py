"""Root certificate authorities are switched off once they have issued their subordinates."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import AUTHORITY


def _check(authority: Resource) -> Iterator[str]:
    if authority.text("type", default="SUBORDINATE") == "ROOT" and authority.flag("enabled", default=True):
        yield "the root can issue certificates at any time; got enabled true for type ROOT, expected false"


def _given(type: str | None, **properties: Any) -> Given:
    subject = {
        "keyAlgorithm": "EC_prime256v1",
        "signingAlgorithm": "SHA256WITHECDSA",
        "subject": {"commonName": "Shop"},
    }
    return Given(AUTHORITY, {"certificateAuthorityConfiguration": subject, "type": type} | properties)


CONTROL = Control(
    id="acmpca.root-disabled",
    title="Root certificate authorities are switched off once they have issued their subordinates",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    why="Everything trusts what the root signs; a subordinate can be revoked, the root can't.",
    fix="set enabled to false after the root has issued the certificates of its subordinates",
    tier=Tier.REGULATED,
    rules=(ResourceRule((AUTHORITY,), _check),),
    detection=(ConfigRule("ACM_PCA_ROOT_CA_DISABLED"), SecurityHubControl("PCA.1")),
    frameworks={Framework.FSBP: ("PCA.1",)},
    good=(
        example("everything omitted: a subordinate", _given(None)),
        example("a subordinate that issues", _given("SUBORDINATE", enabled=True)),
        example("a root that is off", _given("ROOT", enabled=False)),
    ),
    bad=(
        example("a root, everything else omitted", _given("ROOT")),
        example("a root that is on", _given("ROOT", enabled=True)),
    ),
)
