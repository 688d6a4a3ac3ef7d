"""The security layer: threat detection, Security Hub, Access Analyzer and AWS Config for the whole organization.

It works in two accounts: management delegates, the security account administers. What AWS switches on in an account by
itself once it is delegated is made there before, so that it is made as wanted and belongs to this program.
"""

from __future__ import annotations

import pulumi

from components.access_analyzer import AccessAnalyzer
from components.config_aggregator import ConfigAggregator, ConfigAggregatorArgs
from components.conformance_pack import ConformancePack
from components.delegated_administrators import DelegatedAdministrators
from components.organization_security_hub import OrganizationSecurityHub, OrganizationSecurityHubArgs
from components.organization_threat_detection import OrganizationThreatDetection
from components.security_hub import SecurityHub
from components.threat_detection import ThreatDetection
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._selection import Selection

from ._zone import Zone


def deploy(zone: Zone) -> None:
    """Delegate the security services and configure them; publishes the detectors' ids by account and region."""
    organization = zone.organization
    management, security = organization.foundation.management, organization.foundation.security
    home, regions = organization.home_region, organization.regions

    # Management needs both too: the organization's configuration never reaches its detectors.
    detectors: dict[str, dict[str, pulumi.Output[str]]] = {management: {}, security: {}}
    switched_on: list[pulumi.Resource] = []
    for account, ids in detectors.items():
        for region in regions:
            where = f"{account}-{region}"
            options = zone.within(account, depends_on=zone.after("organization"))
            threats = ThreatDetection(f"{where}-threat-detection", {"region": region}, options)
            hub = SecurityHub(f"{where}-security-hub", {"region": region}, options)
            switched_on += [threats, hub]
            ids[region] = threats.detector_id

    delegated = DelegatedAdministrators(
        "delegated-administrators",
        {
            "account_id": zone.account_id(security),
            "management_account_id": zone.account_id(management),
            "regions": regions,
        },
        zone.within(management, depends_on=switched_on),
    )

    administered = zone.within(security, depends_on=[delegated])
    # AWS refuses what is organization-wide in AWS Config while an account has no recorder.
    recorded = zone.within(security, depends_on=[delegated, *zone.after("accounts")])
    built: list[pulumi.Resource] = [*switched_on, delegated]
    built += [
        OrganizationThreatDetection(
            f"threat-detection-{region}", {"region": region, "detector_id": detectors[security][region]}, administered
        )
        for region in regions
    ]
    central: OrganizationSecurityHubArgs = {
        "region": home,
        "regions": regions,
        "root_id": zone.output("organization", "root_id"),
        "partition": organization.partition,
    }
    built.append(OrganizationSecurityHub("security-hub", central, administered))
    built += [
        AccessAnalyzer(
            f"access-analyzer-{region}",
            {
                "region": region,
                "is_home_region": region == home and organization.identity.unused_access,
                "unused_access_days": organization.identity.unused_access_days,
            },
            administered,
        )
        for region in regions
    ]
    view: ConfigAggregatorArgs = {
        "region": home,
        "account_id": zone.account_id(security),
        "partition": organization.partition,
    }
    built.append(ConfigAggregator("config-aggregator", view, recorded))
    controls = Selection(tier=organization.tier).of(catalogue())
    built += [
        ConformancePack(
            f"conformance-pack-{region}",
            {"region": region, "is_home_region": region == home, "controls": controls},
            recorded,
        )
        for region in regions
    ]
    zone.built("security", *built)
    zone.publish("security", {"detector_ids": detectors})
