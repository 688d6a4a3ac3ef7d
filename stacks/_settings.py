"""How the packs are configured where the landing zone itself is deployed: what only the organization file can say."""

from __future__ import annotations

from typing import Any

from components._base import BREAK_GLASS_ROLE, PIPELINE_ROLES
from organizations.model import Organization


def pack_settings(organization: Organization) -> dict[str, dict[str, Any]]:
    """The configuration of a pack, control id or "settings" to properties, as --policy-pack-config takes it."""
    shared: dict[str, Any] = {
        "regions": list(organization.regions),
        "trustedAccounts": list(organization.perimeter.accounts),
        "managementAccount": organization.accounts[organization.foundation.management].id or "",
    }
    return {
        "settings": {name: value for name, value in shared.items() if value},
        # The file says who is an administrator: by boundary, in an emergency, or by assignment.
        "iam.no-aws-managed-admin": {
            "administrators": [BREAK_GLASS_ROLE, PIPELINE_ROLES, "arn:*:sso:::permissionSet/*"]
        },
    }
