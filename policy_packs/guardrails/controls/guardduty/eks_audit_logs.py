"""GuardDuty watches the audit logs of EKS."""

from ._features import protection

CONTROL = protection(
    id="guardduty.eks-audit-logs",
    title="GuardDuty watches the audit logs of EKS",
    feature="EKS_AUDIT_LOGS",
    why="What happens inside a cluster doesn't show in CloudTrail.",
    rule="GUARDDUTY_EKS_PROTECTION_AUDIT_ENABLED",
    hub="GuardDuty.5",
)
