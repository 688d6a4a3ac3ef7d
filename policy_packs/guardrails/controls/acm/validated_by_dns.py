"""Certificates are validated by a DNS record, so that they renew themselves."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CERTIFICATE


def _check(certificate: Resource) -> Iterator[str]:
    method = certificate.text("validationMethod")
    if method == "EMAIL":
        yield "the certificate expires unless somebody answers a mail in time; got validationMethod EMAIL, expected DNS"


CONTROL = Control(
    id="acm.validated-by-dns",
    title="Certificates are validated by a DNS record, so that they renew themselves",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    why="A certificate that expires takes its service down; mails to a domain's owner are missed, and can be stolen.",
    fix="set validationMethod to DNS, and add the record of the certificate's domainValidationOptions",
    rules=(ResourceRule((CERTIFICATE,), _check),),
    good=(
        example("everything omitted but the domain", Given(CERTIFICATE, {"domainName": "shop.example"})),
        example("by DNS", Given(CERTIFICATE, {"domainName": "shop.example", "validationMethod": "DNS"})),
        example("by HTTP", Given(CERTIFICATE, {"domainName": "shop.example", "validationMethod": "HTTP"})),
    ),
    bad=(example("by mail", Given(CERTIFICATE, {"domainName": "shop.example", "validationMethod": "EMAIL"})),),
)
