"""Lightsail load balancers have a certificate and send HTTP to HTTPS."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, ResourceRule, Severity, StackRule, example
from .._resources import Resource, Stack

_BALANCER = "aws:lightsail/lb:Lb"
_CERTIFICATE = "aws:lightsail/lbCertificateAttachment:LbCertificateAttachment"
_REDIRECTION = "aws:lightsail/lbHttpsRedirectionPolicy:LbHttpsRedirectionPolicy"


def _check_balancer(balancer: Resource, stack: Stack) -> Iterator[str]:
    for type, what in ((_CERTIFICATE, "LbCertificateAttachment"), (_REDIRECTION, "LbHttpsRedirectionPolicy")):
        if not stack.sidecars(balancer, type, by="lbName"):
            yield f"the load balancer answers over plain HTTP; got no {what}, expected one"


def _check_redirection(redirection: Resource) -> Iterator[str]:
    if not redirection.flag("enabled"):
        yield "the load balancer answers over plain HTTP; got enabled false, expected true"


def _mend(redirection: Resource) -> dict[str, bool]:
    return {"enabled": True} if any(_check_redirection(redirection)) else {}


_WEB = Given(_BALANCER, {"name": "web", "instancePort": 80}, name="web")


def _certificate(balancer: str | Ref) -> Given:
    return Given(_CERTIFICATE, {"lbName": balancer, "certificateName": "shop"}, name="certificate")


def _redirection(balancer: str | Ref, enabled: bool = True) -> Given:
    return Given(_REDIRECTION, {"lbName": balancer, "enabled": enabled}, name="redirection")


_NAME = Ref("web", "name")

CONTROL = Control(
    id="lightsail.load-balancer-https",
    title="Lightsail load balancers send HTTP to HTTPS",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    why="What crosses the internet in the clear can be read and changed on its way.",
    fix="attach a certificate, and set an LbHttpsRedirectionPolicy with enabled true",
    rules=(StackRule((_BALANCER,), _check_balancer), ResourceRule((_REDIRECTION,), _check_redirection, _mend)),
    good=(
        example("a certificate and a redirection", _WEB, _certificate(_NAME), _redirection(_NAME)),
        example("by name", _WEB, _certificate("web"), _redirection("web")),
    ),
    bad=(
        example("neither", _WEB),
        example("no redirection", _WEB, _certificate(_NAME)),
        example("no certificate", _WEB, _redirection(_NAME)),
        example("a redirection that is off", _WEB, _certificate(_NAME), _redirection(_NAME, enabled=False)),
    ),
)
