"""Certificates are written into the public transparency logs."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CERTIFICATE

_OPTION = "certificateTransparencyLoggingPreference"


def _is_off(certificate: Resource) -> bool:
    return certificate.block("options").text(_OPTION) == "DISABLED"


def _check(certificate: Resource) -> Iterator[str]:
    if _is_off(certificate):
        yield f"browsers refuse the certificate; got options.{_OPTION} DISABLED, expected ENABLED"


def _mend(certificate: Resource) -> dict[str, str]:
    return {f"options.{_OPTION}": "ENABLED"} if _is_off(certificate) else {}


def _given(preference: str) -> Given:
    return Given(CERTIFICATE, {"domainName": "shop.example", "options": {_OPTION: preference}})


CONTROL = Control(
    id="acm.transparency-logged",
    title="Certificates are written into the public transparency logs",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    why="The logs show certificates that somebody else got for the domain; browsers refuse those that aren't in one.",
    fix="set options.certificateTransparencyLoggingPreference to ENABLED, or leave it out",
    rules=(ResourceRule((CERTIFICATE,), _check, _mend),),
    detection=(ConfigRule("ACM_CERTIFICATE_TRANSPARENT_LOGGING_ENABLED"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_234",)},
    good=(
        example("everything omitted but the domain", Given(CERTIFICATE, {"domainName": "shop.example"})),
        example("logged", _given("ENABLED")),
    ),
    bad=(example("kept out", _given("DISABLED")),),
)
