"""AWS reaches somebody real when it writes about security, operations or billing.

Source of the placeholders: RFC 2606 and RFC 6761 (names), North American Numbering Plan (555-01xx).
"""

import re
from collections.abc import Iterator

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    Parameter,
    ResourceRule,
    SecurityHubControl,
    Severity,
    example,
)
from .._resources import Resource

_CONTACT = "aws:account/alternativeContact:AlternativeContact"


def _reaches_nobody(domain: str, placeholders: list[str]) -> bool:
    return any(domain == name or domain.endswith(f".{name}") for name in placeholders)


def _check(contact: Resource) -> Iterator[str]:
    email = contact.text("emailAddress")
    user, _, domain = email.rpartition("@")
    if not user or not domain:
        yield f"nobody can be written to; got emailAddress {email or 'missing'}, expected an address"
    elif _reaches_nobody(domain.lower(), contact.parameters["placeholderDomains"]):
        yield f"nobody reads the mail; got the placeholder {email} as emailAddress, expected an address that is read"
    phone = contact.text("phoneNumber")
    digits = re.sub(r"\D", "", phone)
    if len(digits) < 7 or any(re.search(made_up, digits) for made_up in contact.parameters["placeholderNumbers"]):
        yield f"nobody can be called; got phoneNumber {phone or 'missing'}, expected a number that is answered"


_SECURITY = {
    "alternateContactType": "SECURITY",
    "name": "Security operations",
    "title": "On-call engineer",
    "emailAddress": "security@anycompany.com",
    "phoneNumber": "+44 20 7946 0958",
}

CONTROL = Control(
    id="account.alternate-contacts",
    title="AWS reaches somebody real when it writes about security, operations or billing",
    practices=("account.organizations", "response.plan"),
    severity=Severity.MEDIUM,
    why="AWS reports abuse and leaked keys to these contacts; without them the mail goes to the root user's address.",
    fix="give emailAddress and phoneNumber of people who answer",
    rules=(ResourceRule((_CONTACT,), _check),),
    guardrails=(
        Guardrail(
            sid="DenyChangeOfAlternateContacts",
            actions=("account:DeleteAlternateContact", "account:PutAlternateContact"),
        ),
    ),
    detection=(ConfigRule("SECURITY_ACCOUNT_INFORMATION_PROVIDED"), SecurityHubControl("Account.1")),
    frameworks={
        Framework.FSBP: ("Account.1",),
        Framework.CIS_3_0: ("1.2",),
        Framework.CIS_5_0: ("1.2",),
        Framework.CIS_7_0: ("2.3",),
    },
    parameters={
        "placeholderDomains": Parameter(
            ["example", "example.com", "example.net", "example.org", "invalid", "local", "localhost", "test"],
            {"type": "array", "items": {"type": "string"}, "description": "Mail domains that nobody reads."},
        ),
        "placeholderNumbers": Parameter(
            [r"(\d)\1{6}", "12345678", r"55501\d\d$"],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "Patterns of the digits of numbers that nobody answers.",
            },
        ),
    },
    good=(
        example("a contact", Given(_CONTACT, _SECURITY)),
        example("a number of seven digits", Given(_CONTACT, _SECURITY | {"phoneNumber": "+683 4837"})),
        example(
            "a domain that only begins like a placeholder",
            Given(_CONTACT, _SECURITY | {"emailAddress": "security@example.company.com"}),
        ),
    ),
    bad=(
        example("everything omitted", Given(_CONTACT)),
        example("half a mail address", Given(_CONTACT, _SECURITY | {"emailAddress": "security@"})),
        example("no mail address", Given(_CONTACT, _SECURITY | {"emailAddress": "security"})),
        example("a placeholder's domain", Given(_CONTACT, _SECURITY | {"emailAddress": "security@example.com"})),
        example("below a placeholder's domain", Given(_CONTACT, _SECURITY | {"emailAddress": "a@mail.example.org"})),
        example("no phone number", Given(_CONTACT, _SECURITY | {"phoneNumber": "none"})),
        example("a number from fiction", Given(_CONTACT, _SECURITY | {"phoneNumber": "+1 212 555 0142"})),
        example("one digit only", Given(_CONTACT, _SECURITY | {"phoneNumber": "+1 000 000 0000"})),
    ),
)
