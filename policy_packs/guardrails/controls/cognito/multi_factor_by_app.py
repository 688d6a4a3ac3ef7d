"""The second factor of a user pool is more than a text message."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import POOL, pool


def _check(pool: Resource) -> Iterator[str]:
    asked = pool.text("mfaConfiguration") in ("ON", "OPTIONAL")
    if asked and "smsConfiguration" in pool and not pool.block("softwareTokenMfaConfiguration").flag("enabled"):
        yield "the second factor is a text message; got softwareTokenMfaConfiguration.enabled false, expected true"


def _mend(pool: Resource) -> dict[str, bool]:
    return {"softwareTokenMfaConfiguration.enabled": True} if any(_check(pool)) else {}


_SMS: dict[str, Any] = {
    "smsConfiguration": {"externalId": "shop", "snsCallerArn": "arn:aws:iam::111122223333:role/cognito-sms"}
}

CONTROL = Control(
    id="cognito.multi-factor-by-app",
    title="The second factor of a user pool is more than a text message",
    practices=("iam.mfa", "application.cognito"),
    severity=Severity.LOW,
    why="Text messages are intercepted, and phone numbers are moved to another SIM by who calls the operator.",
    fix="set softwareTokenMfaConfiguration.enabled to true",
    rules=(ResourceRule((POOL,), _check, _mend),),
    good=(
        example("everything omitted", pool()),
        example("an app beside", pool(mfaConfiguration="ON", softwareTokenMfaConfiguration={"enabled": True}, **_SMS)),
        example("text messages for something else", pool(mfaConfiguration="OFF", **_SMS)),
        example("a second factor without text messages", pool(mfaConfiguration="ON")),
    ),
    bad=(
        *(example(f"text messages alone, {mode}", pool(mfaConfiguration=mode, **_SMS)) for mode in ("ON", "OPTIONAL")),
        example(
            "an app that is off", pool(mfaConfiguration="ON", softwareTokenMfaConfiguration={"enabled": False}, **_SMS)
        ),
    ),
)
