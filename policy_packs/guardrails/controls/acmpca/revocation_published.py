"""Private certificate authorities say which of their certificates were revoked."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import AUTHORITY

_WAYS = ("crlConfiguration", "ocspConfiguration")


def _check(authority: Resource) -> Iterator[str]:
    # Certificates that live for a week at most needn't be revoked.
    if authority.text("usageMode", default="GENERAL_PURPOSE") == "SHORT_LIVED_CERTIFICATE":
        return
    revocation = authority.block("revocationConfiguration")
    if any(revocation.block(way).flag("enabled") for way in _WAYS):
        return
    yield f"a stolen certificate stays good; got no enabled {' or '.join(_WAYS)}, expected one of them"


def _given(**properties: Any) -> Given:
    subject = {
        "keyAlgorithm": "EC_prime256v1",
        "signingAlgorithm": "SHA256WITHECDSA",
        "subject": {"commonName": "Shop"},
    }
    return Given(AUTHORITY, {"certificateAuthorityConfiguration": subject} | properties)


CONTROL = Control(
    id="acmpca.revocation-published",
    title="Private certificate authorities say which of their certificates were revoked",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    why="Without a list or a responder nobody learns that a certificate's key was stolen.",
    fix="enable crlConfiguration or ocspConfiguration in revocationConfiguration",
    tier=Tier.REGULATED,
    rules=(ResourceRule((AUTHORITY,), _check),),
    good=(
        example("a responder", _given(revocationConfiguration={"ocspConfiguration": {"enabled": True}})),
        example(
            "a list", _given(revocationConfiguration={"crlConfiguration": {"enabled": True, "expirationInDays": 7}})
        ),
        example("certificates of a few days", _given(usageMode="SHORT_LIVED_CERTIFICATE")),
    ),
    bad=(
        example("everything omitted", _given()),
        example("said to be of general purpose", _given(usageMode="GENERAL_PURPOSE")),
        example("switched off", _given(revocationConfiguration={"ocspConfiguration": {"enabled": False}})),
    ),
)
