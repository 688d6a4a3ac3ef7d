"""The logging layer: the log archive in its account, and the organization trail in the management account."""

from __future__ import annotations

from components.log_archive import LogArchive
from components.organization_trail import OrganizationTrail
from organizations.sections.logging import DATA_EVENTS

from ._zone import Zone


def deploy(zone: Zone) -> None:
    """Build the archive, then the trail that fills it.

    Publishes the names and ARNs of the buckets, the ARNs of the keys, the trail and the topic of its alarms.
    """
    file = zone.organization
    archive_account, management = file.foundation.log_archive, file.foundation.management
    lock = file.logging.object_lock
    archive = LogArchive(
        f"{file.name}-log-archive",
        {
            "organization_name": file.name,
            "organization_id": zone.output("organization", "id"),
            "account_id": zone.account_id(archive_account),
            "management_account_id": zone.account_id(management),
            "region": file.home_region,
            "partition": file.partition,
            "lock_mode": lock.mode,
            "lock_days": lock.days,
            "archive_days": file.logging.archive_days,
        },
        zone.within(archive_account, depends_on=zone.after("organization")),
    )
    trail = OrganizationTrail(
        f"{file.name}-trail",
        {
            "organization_id": zone.output("organization", "id"),
            "account_id": zone.account_id(management),
            "bucket": archive.trail.name,
            "key_arn": archive.trail.key_arn,
            "region": file.home_region,
            "partition": file.partition,
            "retention_days": file.logging.retention_days,
            "alert_emails": [file.contacts.security.email],
            "insights": file.logging.insights,
            "data_events": [DATA_EVENTS[service] for service in file.logging.data_events],
        },
        zone.within(management, depends_on=zone.after("organization")),
    )
    zone.built("logging", archive, trail)
    zone.publish(
        "logging",
        {
            "trail_bucket": archive.trail.name,
            "trail_bucket_arn": archive.trail.arn,
            "trail_key_arn": archive.trail.key_arn,
            "config_bucket": archive.config.name,
            "config_bucket_arn": archive.config.arn,
            "config_key_arn": archive.config.key_arn,
            "flow_log_bucket": archive.flow_logs.name,
            "flow_log_bucket_arn": archive.flow_logs.arn,
            "flow_log_key_arn": archive.flow_logs.key_arn,
            "trail_arn": trail.arn,
            "trail_log_group": trail.log_group_name,
            "alerts_topic_arn": trail.topic_arn,
        },
    )
