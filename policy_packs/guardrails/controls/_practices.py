"""The practices that controls serve: permanent ids, one a line."""

PRACTICES = frozenset(
    """
    iam.least-privilege iam.no-root iam.mfa iam.groups iam.access-analyzer
    account.cloudtrail account.organizations account.config account.password-policy
    data.in-transit data.at-rest data.sse-and-client-side data.kms
    network.peering-transit network.private-subnets network.vpc-endpoints network.security-groups
    network.nacls network.waf-shield
    logging.cloudwatch logging.cloudtrail logging.vpc-flow-logs logging.centralized
    application.secrets application.secure-coding application.cognito
    advisor.trusted-advisor
    patching.patch-manager patching.managed-services
    automation.security-hub-guardduty automation.remediation automation.shield-advanced
    compliance.well-architected compliance.artifact compliance.access-audit
    response.plan response.game-days
    """.split()
)
