"""User pools watch for stolen passwords and for sign-ins that look wrong."""

from collections.abc import Iterator

from .._frameworks import Tool
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
    accepted = pool.parameters["threatProtection"]
    mode = pool.block("userPoolAddOns").text("advancedSecurityMode") or "OFF"
    if mode not in accepted:
        yield f"stolen passwords go unnoticed; got advancedSecurityMode {mode}, expected {' or '.join(accepted)}"


def _given(mode: str) -> Given:
    return pool(userPoolTier="PLUS", userPoolAddOns={"advancedSecurityMode": mode})


CONTROL = Control(
    id="cognito.threat-protection",
    title="User pools watch for stolen passwords",
    practices=("application.cognito",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Passwords that leaked elsewhere are tried here, from addresses and devices that their owners never used.",
    fix="set userPoolTier to PLUS and userPoolAddOns.advancedSecurityMode to ENFORCED",
    rules=(ResourceRule((POOL,), _check),),
    detection=(ConfigRule("COGNITO_USER_POOL_ADVANCED_SECURITY_ENABLED"), SecurityHubControl("Cognito.1")),
    equivalents={Tool.SECURITY_HUB: ("Cognito.1",)},
    parameters={
        "threatProtection": Parameter(
            ["AUDIT", "ENFORCED"],
            {
                "type": "array",
                "items": {"type": "string", "enum": ["AUDIT", "ENFORCED", "OFF"]},
                "description": "The values of advancedSecurityMode that pass; all but OFF need the paid tier PLUS.",
            },
        )
    },
    good=(
        example("threats are stopped", _given("ENFORCED")),
        example("threats are reported", _given("AUDIT")),
        example("the configuration accepts none", pool(), threatProtection=["OFF"]),
    ),
    bad=(
        example("everything omitted", Given(POOL)),
        example("off", _given("OFF")),
        example("reports are not enough", _given("AUDIT"), threatProtection=["ENFORCED"]),
    ),
)
