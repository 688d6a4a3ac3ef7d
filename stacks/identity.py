"""The identity layer: pipelines, the way in for emergencies, and people.

It comes after the accounts layer, whose boundary holds for pipelines and for people who build workloads.
"""

from __future__ import annotations

from collections.abc import Iterable

import pulumi
import pulumi_aws as aws

from components.break_glass import BreakGlass
from components.identity_center import Assignment, IdentityCenter
from components.landing_zone_pipeline import LandingZonePipeline
from components.permissions_boundary import BOUNDARY
from components.pipeline_role import (
    READING,
    GitHubWorkflow,
    GitLabPipeline,
    Pipeline,
    PipelineIssuer,
    PipelineRole,
    PulumiDeployment,
)
from organizations.sections.identity import PipelineSource, within

from ._zone import Zone

_NO_INSTANCE = (
    "IAM Identity Center is not enabled, so its groups, permission sets and assignments are left out; enable it in the "
    "console of the management account, in {region}, as an organization instance, then deploy this layer again"
)


def deploy(zone: Zone) -> None:
    """Make the roles of pipelines and emergencies, then what people may do; publishes the roles' ARNs by account."""
    pipelines = _pipelines(zone)
    emergencies = _emergencies(zone)
    _people(zone)
    zone.publish("identity", {"pipeline_role_arns": pipelines, "break_glass_role_arns": emergencies})


def _pinned(provider: str, source: PipelineSource) -> Pipeline:
    if provider == "github":
        return GitHubWorkflow(
            source.repository or "", source.workflow or "", source.branch, environment=source.environment or ""
        )
    if provider == "gitlab":
        return GitLabPipeline(source.project or "", source.branch)
    return PulumiDeployment(source.organization or "", source.project or "", source.stack or "")


def _policies(partition: str, names: Iterable[str]) -> list[str]:
    return [f"arn:{partition}:iam::aws:policy/{name}" for name in names]


def _pipelines(zone: Zone) -> dict[str, dict[str, pulumi.Output[str]]]:
    """The ARNs of the roles that apply, by team and account."""
    file = zone.organization
    identity, management = file.identity, file.foundation.management
    teams = {name: _pinned(each.provider, each) for name, each in identity.pipelines.items()}
    places = {name: within(file, each.accounts, each.units) for name, each in identity.pipelines.items()}
    wanted: dict[tuple[str, str], dict[str, None]] = {}
    for name, pipeline in teams.items():
        for account in places[name]:
            wanted.setdefault((account, pipeline.issuer), {})[pipeline.audience] = None
    own = identity.landing_zone_pipeline
    if own.provider != "none":
        landing_zone = _pinned(own.provider, own)
        wanted.setdefault((management, landing_zone.issuer), {})[landing_zone.audience] = None

    issuers = {
        (account, issuer): PipelineIssuer(
            f"{account}-{issuer.replace('/', '-')}",
            {"issuer": issuer, "audiences": tuple(audiences)},
            zone.within(account, depends_on=zone.after("accounts")),
        )
        for (account, issuer), audiences in wanted.items()
    }
    zone.built("identity", *issuers.values())
    reading = _policies(file.partition, READING)
    arns: dict[str, dict[str, pulumi.Output[str]]] = {}
    for name, pipeline in teams.items():
        for account in places[name]:
            role = PipelineRole(
                f"{name}-in-{account}",
                {
                    "team": name,
                    "pipeline": pipeline,
                    "permissions_boundary": pulumi.Output.format(
                        "arn:{0}:iam::{1}:policy/{2}", file.partition, zone.account_id(account), BOUNDARY
                    ),
                    "policy_arns": _policies(file.partition, identity.pipelines[name].managed_policies),
                    "reading_arns": reading,
                    "provider_arn": issuers[account, pipeline.issuer].arn,
                },
                zone.within(account, depends_on=zone.after("accounts")),
            )
            zone.built("identity", role)
            arns.setdefault(name, {})[account] = role.arn
    if own.provider != "none":
        made = LandingZonePipeline(
            f"{file.name}-pipeline",
            {
                "pipeline": landing_zone,
                "provider_arn": issuers[management, landing_zone.issuer].arn,
                "organization_id": zone.output("organization", "id"),
                "reading_arns": reading,
                "partition": file.partition,
            },
            zone.within(management, depends_on=zone.after("organization")),
        )
        zone.built("identity", made)
    return arns


def _emergencies(zone: Zone) -> dict[str, pulumi.Output[str]]:
    """The ARNs of the roles for emergencies, by account; their use is told by the logging layer's alarm."""
    file = zone.organization
    if not file.identity.break_glass.users:
        return {}
    roles = {
        account: BreakGlass(
            f"{account}-break-glass",
            {
                "management_account_id": zone.account_id(file.foundation.management),
                "users": file.identity.break_glass.users,
                "partition": file.partition,
            },
            zone.within(account, depends_on=zone.after("organization", "logging")),
        )
        for account in file.accounts
    }
    zone.built("identity", *roles.values())
    return {account: role.arn for account, role in roles.items()}


def _people(zone: Zone) -> None:
    """Groups, sets and assignments where Identity Center is enabled; what to do by hand where it isn't."""
    file = zone.organization
    identity, management = file.identity, file.foundation.management
    assignments = dict.fromkeys(
        Assignment(each.group, each.permission_set, account)
        for each in identity.assignments
        for account in within(file, each.accounts, each.units)
    )
    # A built-in set that nobody is assigned would only be an invitation.
    used = {each.permission_set for each in assignments} | set(identity.permission_sets)
    if not (used or identity.groups):
        return
    provider = zone.provider(management)
    found = aws.ssoadmin.get_instances(region=file.home_region, opts=pulumi.InvokeOptions(provider=provider))
    if not found.arns:
        pulumi.log.warn(_NO_INSTANCE.format(region=file.home_region))
        return
    center = IdentityCenter(
        "identity-center",
        {
            "instance_arn": found.arns[0],
            "identity_store_id": found.identity_store_ids[0],
            "region": file.home_region,
            "partition": file.partition,
            "groups": {name: group.description for name, group in identity.groups.items()},
            "external": identity.directory == "external",
            "permission_sets": {
                name: {
                    "description": each.description,
                    "managed_policies": each.managed_policies,
                    "statements": [
                        {
                            "Effect": statement.effect,
                            "Action": list(statement.actions),
                            "Resource": list(statement.resources),
                        }
                        for statement in each.statements
                    ],
                    "boundary": each.boundary,
                    "session_hours": each.session_hours,
                }
                for name, each in identity.sets.items()
                if name in used
            },
            "assignments": tuple(assignments),
            "account_ids": {each.account: zone.account_id(each.account) for each in assignments},
        },
        zone.within(management, depends_on=zone.after("organization", "accounts")),
    )
    zone.built("identity", center)
