"""Alternate contacts in the embedded AWS belong to one account, and can be written from the management account.

Not proved: that AWS writes to them.
"""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from tests.conftest import World
from tests.twin.resources._life import Life
from twin.handlers import TwinError

CONTACT = "aws:account/alternativeContact:AlternativeContact"
INPUTS = {
    "name": "Security Operations",
    "title": "Incident response",
    "emailAddress": "security@anycompany.com",
    "phoneNumber": "+44 20 7946 0958",
}


def test_a_contact_is_made_changed_and_deleted_in_its_account(world: World) -> None:
    life = Life(world, CONTACT, alternateContactType="SECURITY", **INPUTS)
    life.change(phoneNumber="+44 20 7946 0999")
    held = world.client("account", "first").get_alternate_contact(AlternateContactType="SECURITY")["AlternateContact"]
    assert (held["EmailAddress"], held["PhoneNumber"]) == ("security@anycompany.com", "+44 20 7946 0999")
    with pytest.raises(ClientError, match="ResourceNotFound"):
        world.client("account", "second").get_alternate_contact(AlternateContactType="SECURITY")
    life.delete()
    assert life.live() is None


def test_the_management_account_writes_those_of_members(world: World) -> None:
    first = world.accounts["first"]
    life = Life(world, CONTACT, account="management", accountId=first, alternateContactType="BILLING", **INPUTS)
    assert life.id == f"{first}/BILLING"
    held = world.client("account", "first").get_alternate_contact(AlternateContactType="BILLING")["AlternateContact"]
    assert held["Name"] == "Security Operations"


def test_a_kind_of_contact_that_aws_does_not_know_is_refused(world: World) -> None:
    with pytest.raises(TwinError, match="AlternateContactType"):
        Life(world, CONTACT, alternateContactType="LEGAL", **INPUTS)
