"""The grammar that every component follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi

# Everything that the landing zone owns inside an account carries this prefix, so that guardrails protect it by name.
PREFIX = "landing-zone"

# The role that AWS Organizations makes in every account it creates, trusted by the management account.
# Source: AWS Organizations user guide, "Accessing member accounts in your organization".
ACCESS_ROLE = "OrganizationAccountAccessRole"
DEPLOY_ROLE = f"{PREFIX}-deploy"
PLAN_ROLE = f"{PREFIX}-plan"
BREAK_GLASS_ROLE = f"{PREFIX}-break-glass"

# The roles by which teams deploy, one a team: the guardrails protect them by name like everything of the landing zone.
PIPELINE_ROLES = f"{PREFIX}-pipeline-*"


class LandingZoneComponent(pulumi.ComponentResource):
    """A component `landing-zone:index:<Class>`; the token is state identity, so a class is never renamed.

    Subclasses take (name, args, opts), name children f"{name}-<role>" with `self.child()` as options, assign typed
    outputs and call `self.register_outputs` last.
    """

    def __init__(self, name: str, args: Mapping[str, Any] | None, opts: pulumi.ResourceOptions | None) -> None:
        super().__init__(f"{PREFIX}:index:{type(self).__name__}", name, dict(args or {}), opts)

    def child(self, **options: Any) -> pulumi.ResourceOptions:
        """Options of a child resource: this component as parent, and nothing else of the caller's."""
        return pulumi.ResourceOptions(parent=self, **options)

    def kept_child(self, **options: Any) -> pulumi.ResourceOptions:
        """Options of a child whose deletion would lose data or switch a protection off: Pulumi only forgets it."""
        return self.child(retain_on_delete=True, **options)
