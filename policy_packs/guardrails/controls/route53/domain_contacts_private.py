"""The contacts of registered domains are not published."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_REGISTERED = "aws:route53domains/registeredDomain:RegisteredDomain"
_DOMAIN = "aws:route53domains/domain:Domain"
_FLAGS = ("adminPrivacy", "billingPrivacy", "registrantPrivacy", "techPrivacy")


def _check(domain: Resource) -> Iterator[str]:
    off = [name for name in _FLAGS if not domain.flag(name, default=True)]
    if off:
        yield f"names and addresses of people are published; got {', '.join(off)} false, expected true"


def _mend(domain: Resource) -> dict[str, bool]:
    return {name: True for name in _FLAGS if not domain.flag(name, default=True)}


_NAME = {"domainName": "example.com"}
_CONTACT = {"email": "hostmaster@example.com"}
_CONTACTS = dict.fromkeys(("adminContact", "registrantContact", "techContact"), _CONTACT)

CONTROL = Control(
    id="route53.domain-contacts-private",
    title="The contacts of registered domains are not published",
    practices=("account.organizations",),
    severity=Severity.LOW,
    why="Published contacts are what a forged letter to the registrar, or to the owner, begins with.",
    fix="set adminPrivacy, billingPrivacy, registrantPrivacy and techPrivacy to true",
    rules=(ResourceRule((_REGISTERED, _DOMAIN), _check, _mend),),
    good=(
        example("everything omitted but the name, which means private", Given(_REGISTERED, _NAME)),
        example("private", Given(_DOMAIN, _NAME | _CONTACTS | dict.fromkeys(_FLAGS, True))),
    ),
    bad=(
        *(example(f"{name} off", Given(_REGISTERED, _NAME | {name: False})) for name in _FLAGS),
        example("published for a domain that is bought here", Given(_DOMAIN, _NAME | _CONTACTS | {_FLAGS[0]: False})),
    ),
)
