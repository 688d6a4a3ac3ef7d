"""The ids that an organization gets: from its file where it says them, else the ones of its rehearsal."""

from __future__ import annotations

from collections.abc import Mapping

from organizations.model import Organization
from stacks import organization as organization_layer
from stacks._zone import Zone

from .aws import EmbeddedAws
from .monitor import run_program


def identifiers(organization: Organization) -> Mapping[str, str]:
    """Values of the id placeholders of guardrails: the organization's id and the ids of its foundation accounts.

    Rehearses the organization layer to get them, since AWS gives them out.
    """
    foundation = organization.foundation
    management = organization.accounts[foundation.management].id or ""
    with EmbeddedAws(management) as aws:
        graph = run_program(
            lambda: organization_layer.deploy(Zone(organization, f"{organization.name}.organization")),
            aws,
            stack=f"{organization.name}.organization",
            home_region=organization.home_region,
        )
        ids = {node.inputs["name"]: node.id for node in graph.of_type("aws:organizations/account:Account")}
        (own,) = graph.of_type("aws:organizations/organization:Organization")
        return {
            "organization_id": own.id,
            "management_account": management,
            "log_archive_account": ids[foundation.log_archive],
            "security_account": ids[foundation.security],
        }
