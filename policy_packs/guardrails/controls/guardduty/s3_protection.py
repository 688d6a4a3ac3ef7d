"""GuardDuty watches the objects of S3."""

from ._features import protection

CONTROL = protection(
    id="guardduty.s3-protection",
    title="GuardDuty watches the objects of S3",
    feature="S3_DATA_EVENTS",
    why="Somebody who copies a bucket with stolen credentials is seen in the events of objects and nowhere else.",
    rule="GUARDDUTY_S3_PROTECTION_ENABLED",
    hub="GuardDuty.10",
    control_tower=("GUARDDUTY.PR.1",),
)
