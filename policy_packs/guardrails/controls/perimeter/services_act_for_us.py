"""AWS services can only use resources of the organization on behalf of accounts that it trusts.

There is no rule: how a policy lets a service in is judged where it is written (resourcepolicy and others).
"""

from .._model import Control, Exempt, Guardrail, PolicyType, Severity

CONTROL = Control(
    id="perimeter.services-act-for-us",
    title="AWS services only use resources on behalf of accounts that the organization trusts",
    practices=("iam.least-privilege", "data.kms"),
    severity=Severity.HIGH,
    why="A service that is let in by its name can be told by any of its customers, strangers too, to use a resource.",
    fix="add the partner's organization or account to the perimeter in the organization file",
    guardrails=(
        Guardrail(
            sid="DenyServicesForUntrustedAccounts",
            type=PolicyType.RESOURCE_CONTROL,
            actions=("kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:AssumeRole"),
            conditions={
                "StringNotEqualsIfExists": {
                    "aws:SourceOrgID": ("{organization_id}", "{trusted_organizations}"),
                    "aws:SourceAccount": ("{trusted_accounts}",),
                },
                # A service that says for whom it acts; not all do.
                "Null": {"aws:SourceAccount": "false"},
                "Bool": {"aws:PrincipalIsAWSService": "true"},
            },
            exempt=Exempt.NOBODY,
            needs="perimeter.inbound",
        ),
    ),
)
