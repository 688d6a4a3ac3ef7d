"""Identities of the organization can only carry data into resources that it trusts.

There is no rule: where a program writes to at run time is no property of what it deploys.
"""

from .._model import Control, Guardrail, Severity

CONTROL = Control(
    id="perimeter.resources-trusted",
    title="Identities can only carry data into resources that the organization trusts",
    practices=("iam.least-privilege", "network.vpc-endpoints"),
    severity=Severity.HIGH,
    why="Whoever steals a role, or works against you from within, copies your data into a bucket or queue of his own.",
    fix="add the partner's organization or account to the perimeter in the organization file",
    guardrails=(
        Guardrail(
            sid="DenyCarryingDataOut",
            # Writing is what carries data out; reading what AWS and others publish goes on.
            actions=(
                "dynamodb:BatchWriteItem",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "kinesis:PutRecord",
                "kinesis:PutRecords",
                "s3:PutObject",
                "secretsmanager:PutSecretValue",
                "sns:Publish",
                "sqs:SendMessage",
            ),
            conditions={
                "StringNotEqualsIfExists": {
                    "aws:ResourceOrgID": ("{organization_id}", "{trusted_organizations}"),
                    "aws:ResourceAccount": ("{trusted_accounts}",),
                },
                # A message to a telephone has no topic, and belongs to nobody.
                "Null": {"aws:ResourceAccount": "false"},
                "BoolIfExists": {"aws:ViaAWSService": "false"},
            },
            needs="perimeter.outbound",
        ),
    ),
)
