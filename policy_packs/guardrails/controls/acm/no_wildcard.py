"""Certificates name the hosts that they are for."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import each
from .._resources import Resource
from ._helpers import CERTIFICATE


def _check(certificate: Resource) -> Iterator[str]:
    def check(name: str) -> Iterator[str]:
        for domain in certificate.texts(name):
            if domain.startswith("*"):
                yield f"one key is good for every host of the domain; got {name} {domain}, expected names of hosts"

    yield from each(("domainName", "subjectAlternativeNames"), check)


def _given(domain: str, *others: str) -> Given:
    return Given(
        CERTIFICATE, {"domainName": domain, "validationMethod": "DNS", "subjectAlternativeNames": list(others)}
    )


CONTROL = Control(
    id="acm.no-wildcard",
    title="Certificates name the hosts that they are for",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    why="Who gets the key of one host with a wildcard certificate can pose as every other host of the domain.",
    fix="name each host as domainName or in subjectAlternativeNames, or request a certificate for each",
    rules=(ResourceRule((CERTIFICATE,), _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_71",)},
    good=(
        example("everything omitted but the domain", Given(CERTIFICATE, {"domainName": "shop.example"})),
        example("several hosts", _given("shop.example", "www.shop.example", "api.shop.example")),
    ),
    bad=(
        example("any host", _given("*.shop.example")),
        example("any host, as another name", _given("shop.example", "api.shop.example", "*.api.shop.example")),
    ),
)
