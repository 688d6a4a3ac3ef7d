"""The layers of the organization: which account gets which component, in the order that works on AWS."""

from __future__ import annotations

import importlib

from organizations.model import Organization

from ._zone import Zone

# Guardrails come last, so that they can't block the bootstrap.
# Source: the order of AWS's own landing zones; AWS Organizations user guide, "SCP best practices".
LAYERS = ("organization", "logging", "accounts", "security", "network", "identity", "guardrails")


def deploy(organization: Organization, stack: str) -> Zone:
    """Deploy what the stack's name says: "<organization>" is every layer, "<organization>.<layer>" is one,
    "<organization>.account.<name>" is the baseline of one account.

    Raises:
        ValueError: the name is none of these.
    """
    zone = Zone(organization, stack)
    for layer in zone.layers:
        importlib.import_module(f"{__name__}.{layer}").deploy(zone)
    return zone
