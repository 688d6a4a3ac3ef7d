"""Classic load balancers end TLS at every listener."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import CLASSIC, classic_listener


def _check(balancer: Resource) -> Iterator[str]:
    yield from each(balancer.blocks("listeners"), _check_listener)


def _check_listener(listener: Block) -> Iterator[str]:
    protocol = listener.text("lbProtocol").lower()
    if protocol not in ("https", "ssl"):
        got = f"{listener.path('lbProtocol')} {protocol or 'missing'}"
        yield f"everybody on the way can read and change the traffic; got {got}, expected https or ssl"
    elif not listener.text("sslCertificateId"):
        yield f"TLS can't be spoken without a certificate; got no {listener.path('sslCertificateId')}, expected an ARN"


def _given(*listeners: object) -> Given:
    return Given(CLASSIC, {"listeners": list(listeners)})


_CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/a1b2c3d4"

CONTROL = Control(
    id="elb.classic-listener-encrypted",
    title="Classic load balancers end TLS at every listener",
    practices=("data.in-transit", "advisor.trusted-advisor"),
    severity=Severity.HIGH,
    why="What crosses the internet in the clear can be read and changed on its way.",
    fix="set lbProtocol to https or ssl and sslCertificateId to a certificate, or move to an application load balancer",
    rules=(ResourceRule((CLASSIC,), _check),),
    detection=(ConfigRule("ELB_TLS_HTTPS_LISTENERS_ONLY"), SecurityHubControl("ELB.3")),
    frameworks={Framework.FSBP: ("ELB.3",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_127", "CKV_AWS_376"),
        Tool.CONTROL_TOWER: ("ELASTICLOADBALANCING.PR.9",),
    },
    good=(
        example("HTTPS", _given(classic_listener("https", _CERTIFICATE))),
        example("TLS, in capitals", _given(classic_listener("SSL", _CERTIFICATE))),
        example("no listener", _given()),
    ),
    bad=(
        *(
            example(
                f"{name} beside HTTPS", _given(classic_listener("https", _CERTIFICATE), classic_listener(name, port=80))
            )
            for name in ("http", "tcp")
        ),
        example("HTTP with a certificate", _given(classic_listener("http", _CERTIFICATE))),
        example("HTTPS without a certificate", _given(classic_listener("https"))),
        example("HTTPS with an empty certificate", _given(classic_listener("ssl", ""))),
        example("no protocol", _given({"instancePort": 80, "instanceProtocol": "http", "lbPort": 80})),
    ),
)
