"""Resources of the organization can only be used by identities that it trusts.

There is no rule: the policies of resources are judged where they are written (resourcepolicy, s3, kms and others).
"""

from .._model import Control, Exempt, Guardrail, PolicyType, Severity

CONTROL = Control(
    id="perimeter.identities-trusted",
    title="Resources can only be used by identities that the organization trusts",
    practices=("iam.least-privilege", "data.kms"),
    severity=Severity.CRITICAL,
    why="One careless bucket, queue, key or trust policy would otherwise let strangers in, in any of the accounts.",
    fix="add the partner's organization or account to the perimeter in the organization file, or use your own identity",
    guardrails=(
        Guardrail(
            sid="DenyUntrustedIdentities",
            type=PolicyType.RESOURCE_CONTROL,
            # Federation asks STS before there is an identity of any organization, so only the role itself is named.
            actions=("kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:AssumeRole"),
            conditions={
                "StringNotEqualsIfExists": {
                    "aws:PrincipalOrgID": ("{organization_id}", "{trusted_organizations}"),
                    "aws:PrincipalAccount": ("{trusted_accounts}",),
                },
                "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
            },
            # A role of a stranger may have any name.
            exempt=Exempt.NOBODY,
            needs="perimeter.inbound",
        ),
    ),
)
