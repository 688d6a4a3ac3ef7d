"""User pools ask for a second factor where users sign in by password."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Parameter,
    ResourceRule,
    SecurityHubControl,
    Severity,
    Tier,
    example,
)
from .._resources import Resource
from ._helpers import POOL, pool


def _check(pool: Resource) -> Iterator[str]:
    mfa, accepted = pool.text("mfaConfiguration") or "OFF", pool.parameters["mfa"]
    if mfa not in accepted and _signs_in_by_password(pool):
        yield f"a password is all it takes; got mfaConfiguration {mfa}, expected {' or '.join(accepted)}"


def _signs_in_by_password(pool: Resource) -> bool:
    factors = pool.block("signInPolicy").texts("allowedFirstAuthFactors")
    return not factors or "PASSWORD" in factors


def _factors(*factors: str) -> dict[str, Any]:
    return {"signInPolicy": {"allowedFirstAuthFactors": list(factors)}}


CONTROL = Control(
    id="cognito.multi-factor",
    title="User pools ask for a second factor",
    practices=("iam.mfa", "application.cognito"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Passwords leak elsewhere and are tried here; without a second factor, one that fits opens the account.",
    fix="set mfaConfiguration to ON, with softwareTokenMfaConfiguration",
    rules=(ResourceRule((POOL,), _check),),
    detection=(ConfigRule("COGNITO_USER_POOL_MFA_ENABLED"), SecurityHubControl("Cognito.5")),
    frameworks={Framework.FSBP: ("Cognito.5",)},
    parameters={
        "mfa": Parameter(
            ["ON"],
            {
                "type": "array",
                "items": {"type": "string", "enum": ["ON", "OPTIONAL", "OFF"]},
                "description": "The values of mfaConfiguration that pass.",
            },
        )
    },
    good=(
        example("a second factor", pool(mfaConfiguration="ON", softwareTokenMfaConfiguration={"enabled": True})),
        example("no password to steal", pool(**_factors("WEB_AUTHN", "EMAIL_OTP"))),
        example("the configuration accepts a choice", pool(mfaConfiguration="OPTIONAL"), mfa=["ON", "OPTIONAL"]),
        example("the configuration accepts none", pool(), mfa=["OFF"]),
    ),
    bad=(
        example("everything omitted", Given(POOL)),
        example("none", pool(mfaConfiguration="OFF")),
        example("for who wants one", pool(mfaConfiguration="OPTIONAL")),
        example("a password among other ways in", pool(**_factors("WEB_AUTHN", "PASSWORD"))),
    ),
)
