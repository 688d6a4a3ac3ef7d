"""The accounts layer: the baseline of every account, with its recorders, its boundary and its deployment role."""

from __future__ import annotations

from components.account_baseline import AccountBaseline
from components.account_keys import AccountKeys
from components.config_recorder import ConfigRecorder
from components.deployment_role import DeploymentRole
from components.permissions_boundary import PermissionsBoundary
from components.support_role import SupportRole

from ._zone import Zone


def deploy(zone: Zone) -> None:
    """Build the baseline of each account of this stack, side by side."""
    for account in zone.accounts:
        _deploy_account(zone, account)


def _deploy_account(zone: Zone, account: str) -> None:
    file = zone.organization
    management = file.foundation.management
    id = zone.account_id(account)
    within = zone.within(account, depends_on=zone.after("organization"))
    baseline = AccountBaseline(
        account,
        {
            "account_id": id,
            "partition": file.partition,
            "regions": [file.home_region, *(region for region in file.regions if region != file.home_region)],
            "contacts": file.contacts.model_dump(),
        },
        within,
    )
    if file.encryption.account_keys:
        keys = AccountKeys(
            f"{account}-keys", {"account_id": id, "regions": file.regions, "partition": file.partition}, within
        )
        zone.built("accounts", keys)
    recorders = [
        ConfigRecorder(
            f"{account}-{region}",
            {
                "region": region,
                "delivery_bucket": zone.output("logging", "config_bucket"),
                "role_arn": baseline.config_role_arn,
                "is_home_region": region == file.home_region,
                "daily": file.detection.config_cadence == "daily",
            },
            within,
        )
        for region in file.regions
    ]
    support = SupportRole(
        account, {"security_account_id": zone.account_id(file.foundation.security), "partition": file.partition}, within
    )
    zone.built("accounts", baseline, *recorders, support)
    # Guardrails bind no role of the management account, and the pipeline's own role there is the one that is trusted.
    if account != management:
        boundary = PermissionsBoundary(account, {"account_id": id, "partition": file.partition}, within)
        role = DeploymentRole(
            account,
            {
                "account_id": id,
                "config_role_arn": baseline.config_role_arn,
                "trusted_account_id": zone.account_id(management),
                "partition": file.partition,
            },
            within,
        )
        zone.built("accounts", boundary, role)
