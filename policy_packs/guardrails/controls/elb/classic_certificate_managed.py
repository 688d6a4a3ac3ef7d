"""Certificates of classic load balancers come from AWS Certificate Manager."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import CLASSIC, classic_listener


def _check(balancer: Resource) -> Iterator[str]:
    yield from each(balancer.blocks("listeners"), _check_listener)


def _check_listener(listener: Block) -> Iterator[str]:
    certificate = listener.text("sslCertificateId")
    if ":iam:" in certificate:
        where = listener.path("sslCertificateId")
        yield f"the certificate expires unless somebody thinks of it; got {where} {certificate}, expected one of ACM"


def _given(certificate: str | None) -> Given:
    return Given(CLASSIC, {"listeners": [classic_listener("https", certificate)]})


CONTROL = Control(
    id="elb.classic-certificate-managed",
    title="Certificates of classic load balancers come from AWS Certificate Manager",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Certificates that were uploaded to IAM are renewed by hand, and their keys lie wherever they were made.",
    fix="set sslCertificateId to a certificate of AWS Certificate Manager",
    rules=(ResourceRule((CLASSIC,), _check),),
    detection=(ConfigRule("ELB_ACM_CERTIFICATE_REQUIRED"), SecurityHubControl("ELB.2")),
    frameworks={Framework.FSBP: ("ELB.2",)},
    equivalents={Tool.CONTROL_TOWER: ("ELASTICLOADBALANCING.PR.8",)},
    good=(
        example("a certificate of ACM", _given("arn:aws:acm:us-east-1:111122223333:certificate/a1b2c3d4")),
        example("none, of which another control speaks", _given(None)),
    ),
    bad=(
        example("a certificate in IAM", _given("arn:aws:iam::111122223333:server-certificate/web")),
        example("a certificate in IAM of China", _given("arn:aws-cn:iam::111122223333:server-certificate/web")),
    ),
)
