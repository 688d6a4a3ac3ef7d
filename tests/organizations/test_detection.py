"""What is detected is chosen by tier or by name; what is expected has an owner, a reason and an end.

Not proved: what the services cost, and that a control of Security Hub exists.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from organizations.model import Organization
from organizations.problems import Problem

Find = Callable[[object], list[Problem]]

SOON = date.today() + timedelta(days=90)
EXPECTED = {"control": "S3.11", "owner": "data@anycompany.com", "reason": "known since the audit", "expires": str(SOON)}


@pytest.mark.parametrize(
    ("tier", "standards", "inspector", "cadence"),
    [
        ("minimal", ("fsbp",), False, "daily"),
        ("standard", ("fsbp", "cis"), True, "continuous"),
        ("regulated", ("fsbp", "cis", "nist-800-53"), True, "continuous"),
    ],
)
def test_the_tier_chooses_what_is_paid_for(
    document: dict[str, Any], tier: str, standards: tuple[str, ...], inspector: bool, cadence: str
) -> None:
    detection = Organization.model_validate({**document, "tier": tier}).detection
    assert (detection.standards, detection.inspector, detection.config_cadence) == (standards, inspector, cadence)


@pytest.mark.parametrize(
    ("entry", "path", "expected"),
    [
        ({"expires": str(date.today() - timedelta(days=1))}, "expires", "a day that isn't over"),
        ({"expires": str(date.today() + timedelta(days=800))}, "expires", "a day up to"),
        ({"expires": "some day"}, "expires", "a day in quotes"),
        ({"reason": "because"}, "reason", "a reason of 10"),
        ({"owner": "me"}, "owner", "an email address"),
        ({"control": "S3"}, "control", "the id of a control"),
        ({"accounts": ["nowhere"]}, "accounts[0]", "the name of an account"),
    ],
)
def test_what_is_expected_must_be_answered_for(
    document: dict[str, Any], problems: Find, entry: dict[str, Any], path: str, expected: str
) -> None:
    document["detection"] = {"suppressions": [EXPECTED | entry]}
    (problem,) = problems(document)
    assert problem.path == f"detection.suppressions[0].{path}"
    assert expected in problem.expected


def test_controls_are_off_in_units_that_exist(document: dict[str, Any], problems: Find) -> None:
    document["detection"] = {"controls_off": {"Nowhere": [EXPECTED]}}
    (problem,) = problems(document)
    assert "the path of a unit" in problem.expected


def test_more_suppressions_than_security_hub_has_rules_are_refused(document: dict[str, Any], problems: Find) -> None:
    document["detection"] = {"suppressions": [EXPECTED | {"control": f"S3.{number}"} for number in range(100)]}
    (problem,) = problems(document)
    assert "100 rules" in problem.expected


def test_the_security_contact_hears_of_the_worst_when_nobody_else_does(document: dict[str, Any]) -> None:
    contact = "security@anycompany.com"
    assert Organization.model_validate(document).notifications.told(contact) == {
        "critical": (contact,),
        "high": (contact,),
    }
    document["notifications"] = {"critical": ["pager@anycompany.com"], "low": ["mail@anycompany.com"]}
    assert Organization.model_validate(document).notifications.told(contact) == {
        "critical": ("pager@anycompany.com",),
        "high": (contact,),
        "low": ("mail@anycompany.com",),
    }
