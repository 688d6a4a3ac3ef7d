"""GuardDuty watches who signs in to databases."""

from ._features import protection

CONTROL = protection(
    id="guardduty.rds-protection",
    title="GuardDuty watches who signs in to databases",
    feature="RDS_LOGIN_EVENTS",
    why="Passwords of databases are tried where CloudTrail doesn't look.",
    rule="GUARDDUTY_RDS_PROTECTION_ENABLED",
    hub="GuardDuty.9",
)
