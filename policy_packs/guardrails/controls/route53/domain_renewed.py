"""Registered domains are renewed by themselves."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_REGISTERED = "aws:route53domains/registeredDomain:RegisteredDomain"
_DOMAIN = "aws:route53domains/domain:Domain"


def _check(domain: Resource) -> Iterator[str]:
    if not domain.flag("autoRenew", default=True):
        yield "the domain runs out; got autoRenew false, expected true"


def _mend(domain: Resource) -> dict[str, bool]:
    return {"autoRenew": True} if any(_check(domain)) else {}


_NAME = {"domainName": "example.com"}
_CONTACT = {"email": "hostmaster@example.com"}
_CONTACTS = dict.fromkeys(("adminContact", "registrantContact", "techContact"), _CONTACT)

CONTROL = Control(
    id="route53.domain-renewed",
    title="Registered domains are renewed by themselves",
    practices=("account.organizations",),
    severity=Severity.MEDIUM,
    why="The day after a domain runs out somebody else may have it, with all mail that is still sent to it.",
    fix="set autoRenew to true",
    rules=(ResourceRule((_REGISTERED, _DOMAIN), _check, _mend),),
    good=(
        example("everything omitted but the name, which means on", Given(_REGISTERED, _NAME)),
        example("on", Given(_DOMAIN, _NAME | _CONTACTS | {"autoRenew": True})),
    ),
    bad=(
        example("off", Given(_REGISTERED, _NAME | {"autoRenew": False})),
        example("off for a domain that is bought here", Given(_DOMAIN, _NAME | _CONTACTS | {"autoRenew": False})),
    ),
)
