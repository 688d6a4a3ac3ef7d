"""Registered domains are locked against transfer."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_REGISTERED = "aws:route53domains/registeredDomain:RegisteredDomain"
_DOMAIN = "aws:route53domains/domain:Domain"


def _check(domain: Resource) -> Iterator[str]:
    if not domain.flag("transferLock", default=True):
        yield "the domain can be moved to another registrar; got transferLock false, expected true"


def _mend(domain: Resource) -> dict[str, bool]:
    return {"transferLock": True} if any(_check(domain)) else {}


_NAME = {"domainName": "example.com"}
_CONTACT = {"email": "hostmaster@example.com"}
_CONTACTS = dict.fromkeys(("adminContact", "registrantContact", "techContact"), _CONTACT)

CONTROL = Control(
    id="route53.domain-transfer-locked",
    title="Registered domains are locked against transfer",
    practices=("account.organizations",),
    severity=Severity.MEDIUM,
    why="Whoever moves the domain away owns its web sites, its mail and every password reset.",
    fix="set transferLock to true",
    rules=(ResourceRule((_REGISTERED, _DOMAIN), _check, _mend),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_377",)},
    good=(
        example("everything omitted but the name, which means on", Given(_REGISTERED, _NAME)),
        example("on", Given(_DOMAIN, _NAME | _CONTACTS | {"transferLock": True})),
    ),
    bad=(
        example("off", Given(_REGISTERED, _NAME | {"transferLock": False})),
        example("off for a domain that is bought here", Given(_DOMAIN, _NAME | _CONTACTS | {"transferLock": False})),
    ),
)
