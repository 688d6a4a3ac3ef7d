"""The security layer: what watches over the whole organization, and the ways of what it finds to people.

It works in two accounts: management delegates, the security account administers. What AWS switches on in an account by
itself once it is delegated is made there before, so that it is made as wanted and belongs to this program.
"""

from __future__ import annotations

import pulumi

from components.access_analyzer import AccessAnalyzer
from components.config_aggregator import ConfigAggregator, ConfigAggregatorArgs
from components.conformance_pack import ConformancePack
from components.delegated_administrators import DelegatedAdministrators
from components.finding_routes import FindingRoutes
from components.inspector import Inspector, InspectorArgs
from components.notification_topics import NotificationTopics
from components.organization_inspector import OrganizationInspector
from components.organization_security_hub import OrganizationSecurityHub, OrganizationSecurityHubArgs
from components.organization_threat_detection import OrganizationThreatDetection
from components.security_hub import SecurityHub
from components.threat_detection import ThreatDetection
from organizations.sections.detection import PROTECTIONS, STANDARDS
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._selection import Selection

from ._zone import Zone


def deploy(zone: Zone) -> None:
    """Delegate the security services and configure them; publishes the detectors' ids by account and region."""
    organization = zone.organization
    management, security = organization.foundation.management, organization.foundation.security
    home, regions = organization.home_region, organization.regions

    detection = organization.detection
    protections = [PROTECTIONS[name] for name in detection.guardduty]

    # Management needs both too: the organization's configuration never reaches its detectors.
    detectors: dict[str, dict[str, pulumi.Output[str]]] = {management: {}, security: {}}
    switched_on: list[pulumi.Resource] = []
    for account, ids in detectors.items():
        for region in regions:
            where = f"{account}-{region}"
            options = zone.within(account, depends_on=zone.after("organization"))
            threats = ThreatDetection(
                f"{where}-threat-detection", {"region": region, "protections": protections}, options
            )
            hub = SecurityHub(f"{where}-security-hub", {"region": region}, options)
            switched_on += [threats, hub]
            if detection.inspector:
                scans: InspectorArgs = {"region": region, "account_id": zone.account_id(account)}
                switched_on.append(Inspector(f"{where}-inspector", scans, options))
            ids[region] = threats.detector_id

    delegated = DelegatedAdministrators(
        "delegated-administrators",
        {
            "account_id": zone.account_id(security),
            "management_account_id": zone.account_id(management),
            "regions": regions,
            "inspector": detection.inspector,
        },
        zone.within(management, depends_on=switched_on),
    )

    administered = zone.within(security, depends_on=[delegated])
    # AWS refuses what is organization-wide in AWS Config while an account has no recorder.
    recorded = zone.within(security, depends_on=[delegated, *zone.after("accounts")])
    built: list[pulumi.Resource] = [*switched_on, delegated]
    built += [
        OrganizationThreatDetection(
            f"threat-detection-{region}",
            {"region": region, "detector_id": detectors[security][region], "protections": protections},
            administered,
        )
        for region in regions
    ]
    central: OrganizationSecurityHubArgs = {
        "region": home,
        "regions": regions,
        "root_id": zone.output("organization", "root_id"),
        "partition": organization.partition,
        "standards": [STANDARDS[name] for name in detection.standards],
        "exceptions": {
            unit: (zone.output("organization", "unit_ids")[unit], [each.control for each in accepted])
            for unit, accepted in detection.controls_off.items()
        },
    }
    hub_of_all = OrganizationSecurityHub("security-hub", central, administered)
    built += [hub_of_all, *_routes(zone, zone.within(security, depends_on=[hub_of_all]))]
    if detection.inspector:
        members = [name for name in organization.accounts if name != security]
        built += [
            OrganizationInspector(
                f"inspector-{region}",
                {
                    "region": region,
                    "members": {name: zone.account_id(name) for name in members},
                    "scanned": [management],
                },
                administered,
            )
            for region in regions
        ]
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


def _routes(zone: Zone, administered: pulumi.ResourceOptions) -> list[pulumi.Resource]:
    """The topics by severity, and the ways of findings to them."""
    file = zone.organization
    topics = NotificationTopics(
        "notifications",
        {
            "account_id": zone.account_id(file.foundation.security),
            "told": file.notifications.told(file.contacts.security.email),
            "region": file.home_region,
            "partition": file.partition,
        },
        zone.within(file.foundation.security, depends_on=zone.after("organization")),
    )
    owners: dict[str, list[pulumi.Output[str]]] = {}
    for name, account in file.accounts.items():
        owners.setdefault(account.owner, []).append(zone.account_id(name))
    routes = FindingRoutes(
        "findings",
        {
            "topic_arns": topics.arns,
            "owners": owners,
            "region": file.home_region,
            "suppressions": [
                {
                    "control": each.control,
                    "accounts": [zone.account_id(name) for name in each.accounts],
                    "owner": each.owner,
                    "reason": each.reason,
                    "expires": each.expires,
                }
                for each in file.detection.suppressions
            ],
        },
        administered,
    )
    return [topics, routes]
