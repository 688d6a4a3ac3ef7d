"""Policy documents, as components write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi

# Operator to condition key to value or values, as IAM writes them; any value may be an output.
Conditions = Mapping[str, Mapping[str, Any]]
Statement = Mapping[str, Any]


def document(*statements: Statement) -> pulumi.Output[str]:
    """A policy of the given statements, without a byte of space: AWS counts them."""
    return pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": list(statements)}, separators=(",", ":"))


def deny_plain_http(action: str, *resources: pulumi.Input[str]) -> Statement:
    """Nobody gets through without TLS."""
    return {
        "Sid": "DenyPlainHttp",
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": action,
        "Resource": list(resources),
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def root(partition: str, account_id: pulumi.Input[str]) -> pulumi.Output[str]:
    """The principal that stands for an account: whatever the account's own policies allow."""
    return pulumi.Output.format("arn:{0}:iam::{1}:root", partition, account_id)


def deny_outsiders(action: str, organization_id: pulumi.Input[str], *resources: pulumi.Input[str]) -> Statement:
    """Nobody from outside the organization gets through; AWS's services are no principals of any organization."""
    return {
        "Sid": "DenyOutsiders",
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": action,
        "Resource": list(resources),
        "Condition": {
            "StringNotEqualsIfExists": {"aws:PrincipalOrgID": organization_id},
            "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
        },
    }


def regional(service: str, region: str, partition: str) -> str:
    """A service in one region, such as logs.eu-west-1.amazonaws.com, as principals and kms:ViaService name it."""
    return f"{service}.{region}.amazonaws.com{'.cn' if partition == 'aws-cn' else ''}"
