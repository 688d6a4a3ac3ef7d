"""Sign-ins that Cognito finds risky are stopped, not only counted."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_RISK = "aws:cognito/riskConfiguration:RiskConfiguration"
_TAKEOVER, _LEAKED = "accountTakeoverRiskConfiguration", "compromisedCredentialsRiskConfiguration"


def _check(risk: Resource) -> Iterator[str]:
    if _TAKEOVER in risk:
        action = risk.block(_TAKEOVER).block("actions").block("highAction").text("eventAction") or "NO_ACTION"
        if action == "NO_ACTION":
            yield f"account takeovers go through; got highAction.eventAction {action}, expected BLOCK or MFA_REQUIRED"
    if _LEAKED in risk:
        action = risk.block(_LEAKED).block("actions").text("eventAction") or "NO_ACTION"
        if action != "BLOCK":
            yield f"leaked passwords open accounts; got {_LEAKED}.actions.eventAction {action}, expected BLOCK"


def _given(**parts: Any) -> Given:
    return Given(_RISK, {"userPoolId": "eu-central-1_a1b2c3d4e"} | parts)


def _takeover(**actions: str) -> dict[str, Any]:
    return {_TAKEOVER: {"actions": {name: {"eventAction": action, "notify": True} for name, action in actions.items()}}}


def _leaked(**actions: str) -> dict[str, Any]:
    return {_LEAKED: {"actions": actions}}


CONTROL = Control(
    id="cognito.risk-acted-upon",
    title="Sign-ins that Cognito finds risky are stopped, not only counted",
    practices=("application.cognito",),
    severity=Severity.MEDIUM,
    why="A metric of takeovers is read after they have happened.",
    fix="set eventAction to BLOCK for leaked passwords, and to BLOCK or MFA_REQUIRED for high risk",
    rules=(ResourceRule((_RISK,), _check),),
    good=(
        example("everything omitted", _given()),
        example("leaked passwords are refused", _given(**_leaked(eventAction="BLOCK"))),
        *(
            example(f"high risk, {action}", _given(**_takeover(highAction=action, lowAction="NO_ACTION")))
            for action in ("BLOCK", "MFA_REQUIRED", "MFA_IF_CONFIGURED")
        ),
    ),
    bad=(
        example("leaked passwords are counted", _given(**_leaked(eventAction="NO_ACTION"))),
        example("nothing for leaked passwords", _given(**_leaked())),
        example("high risk is counted", _given(**_takeover(highAction="NO_ACTION", lowAction="BLOCK"))),
        example("nothing for high risk", _given(**_takeover(lowAction="BLOCK"))),
    ),
)
