"""The guardrails layer: the organization policies of the file and of every control, attached last, in management."""

from __future__ import annotations

from components.guardrails import Guardrails, GuardrailsArgs
from components.management_policies import ManagementPolicies

from ._zone import Zone


def deploy(zone: Zone) -> None:
    """Compile, create and attach the guardrails; publishes the ids of the policies."""
    foundation = zone.organization.foundation
    args: GuardrailsArgs = {
        "organization": zone.organization,
        "target_ids": zone.output("organization", "unit_ids"),
        "ids": {
            "organization_id": zone.output("organization", "id"),
            "management_account": zone.account_id(foundation.management),
            "log_archive_account": zone.account_id(foundation.log_archive),
            "security_account": zone.account_id(foundation.security),
        },
    }
    chosen = ManagementPolicies(
        "policies",
        {"organization": zone.organization, "root_id": zone.output("organization", "root_id")},
        zone.within(foundation.management, depends_on=zone.after("organization")),
    )
    # AWS Organizations attaches one policy at a time, whatever its type.
    earlier = [*zone.after("organization", "logging", "accounts", "security", "network", "identity"), chosen]
    guardrails = Guardrails("guardrails", args, zone.within(foundation.management, depends_on=earlier))
    zone.publish("guardrails", {"policy_ids": {**chosen.policy_ids, **guardrails.policy_ids}})
