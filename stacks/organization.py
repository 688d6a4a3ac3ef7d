"""The organization layer: units, accounts, trusted access and root management, in the management account."""

from __future__ import annotations

from components.organization import AccountArgs, Organization

from ._zone import Zone


def deploy(zone: Zone) -> None:
    """Build the organization of the file; publishes its id, root id, unit ids and account ids."""
    file = zone.organization
    accounts: dict[str, AccountArgs] = {}
    for name in file.member_accounts:
        account = file.accounts[name]
        accounts[name] = {
            "email": account.email,
            "unit": account.unit,
            "id": account.id,
            "tags": {"owner": account.owner},
        }
    organization = Organization(
        file.name,
        {"units": file.unit_paths, "accounts": accounts, "home_region": file.home_region},
        zone.within(file.foundation.management),
    )
    zone.built("organization", organization)
    zone.publish(
        "organization",
        {
            "id": organization.id,
            "root_id": organization.root_id,
            "unit_ids": organization.unit_ids,
            "account_ids": organization.account_ids,
        },
    )
