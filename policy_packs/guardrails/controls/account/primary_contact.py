"""AWS knows whose account it is: the primary contact is somebody real.

Source of the placeholders: RFC 2606 (names), North American Numbering Plan (555-01xx).
"""

import re
from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._properties import each
from .._resources import Resource

_CONTACT = "aws:account/primaryContact:PrimaryContact"
_NEEDED = ("fullName", "addressLine1", "city", "countryCode", "postalCode")
_MADE_UP = re.compile(r"(?i)\W*(?:(?:jane|john) doe|changeme|example|n/?a|placeholder|tbd|test|todo|unknown|xxx+)?\W*")


def _check(contact: Resource) -> Iterator[str]:
    def check_text(name: str) -> Iterator[str]:
        if _MADE_UP.fullmatch(text := contact.text(name)):
            yield f"AWS can't tell whose account it is; got {name} {text or 'missing'}, expected the real one"

    def check_number(name: str) -> Iterator[str]:
        digits = re.sub(r"\D", "", phone := contact.text(name))
        if len(digits) < 7 or any(re.search(made_up, digits) for made_up in contact.parameters["placeholderNumbers"]):
            yield f"nobody can be called; got {name} {phone or 'missing'}, expected a number that is answered"

    yield from each(_NEEDED, check_text)
    yield from each(("phoneNumber",), check_number)


_OFFICE = {
    "fullName": "AnyCompany platform team",
    "addressLine1": "1 Harbour Street",
    "city": "Hamburg",
    "countryCode": "DE",
    "postalCode": "20457",
    "phoneNumber": "+44 20 7946 0958",
}

CONTROL = Control(
    id="account.primary-contact",
    title="AWS knows whose account it is: the primary contact is somebody real",
    practices=("account.organizations",),
    severity=Severity.LOW,
    why="Who can't prove that the account is his doesn't get it back after it was taken over.",
    fix="give the name, address and phone number under which the company is reached",
    rules=(ResourceRule((_CONTACT,), _check),),
    frameworks={
        Framework.CIS_3_0: ("1.1",),
        Framework.CIS_5_0: ("1.1",),
        Framework.CIS_7_0: ("2.2",),
    },
    parameters={
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
        example("a company", Given(_CONTACT, _OFFICE)),
        example("a number of seven digits", Given(_CONTACT, _OFFICE | {"phoneNumber": "+683 4837"})),
        example("a name with a word in it", Given(_CONTACT, _OFFICE | {"fullName": "Example Bakery Ltd"})),
    ),
    bad=(
        example("everything omitted", Given(_CONTACT)),
        *(example(f"no {name}", Given(_CONTACT, _OFFICE | {name: None})) for name in (*_NEEDED, "phoneNumber")),
        example("nobody's name", Given(_CONTACT, _OFFICE | {"fullName": "John Doe"})),
        example("a number of six digits", Given(_CONTACT, _OFFICE | {"phoneNumber": "+49 4837"})),
        example("a number from fiction", Given(_CONTACT, _OFFICE | {"phoneNumber": "+1 212 555 0142"})),
    ),
)
