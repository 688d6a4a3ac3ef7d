"""Credentials that devices get from a role alias end within the hour."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_ALIAS = "aws:iot/roleAlias:RoleAlias"
_HOUR = 3600


def _check(alias: Resource) -> Iterator[str]:
    seconds = alias.number("credentialDuration", default=_HOUR)
    if seconds > _HOUR:
        yield f"a revoked device goes on for hours; got credentialDuration {seconds:g}, expected at most {_HOUR}"


def _mend(alias: Resource) -> dict[str, int]:
    return {"credentialDuration": _HOUR} if any(_check(alias)) else {}


def _given(seconds: int) -> Given:
    return Given(_ALIAS, {"alias": "sensor", "credentialDuration": seconds})


CONTROL = Control(
    id="iot.role-alias-short-lived",
    title="Credentials that devices get from a role alias end within the hour",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    why="Revoking the certificate of a stolen device doesn't end the credentials that it already has.",
    fix="set credentialDuration to 3600 or less, or leave it out",
    rules=(ResourceRule((_ALIAS,), _check, _mend),),
    good=(
        example("everything omitted", Given(_ALIAS)),
        example("an hour", _given(3600)),
    ),
    bad=(example("more than an hour", _given(3601)),),
)
