"""Names and texts: what Pulumi would make up, what a service prescribes, what a program left unfinished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from .. import schema
from ._invariants import EVERY, Facts, Subject, invariant, problem

# The provider gives a random name to whatever has an input called name that the SDK doesn't require, and to these.
_NAMED_OTHERWISE: Final = {
    "aws:cloudwatch/eventTarget:EventTarget": "targetId",
    "aws:codedeploy/deploymentConfig:DeploymentConfig": "deploymentConfigName",
    "aws:ec2/keyPair:KeyPair": "keyName",
    "aws:efs/fileSystem:FileSystem": "creationToken",
    "aws:eks/fargateProfile:FargateProfile": "fargateProfileName",
    "aws:eks/nodeGroup:NodeGroup": "nodeGroupName",
    "aws:elasticache/cluster:Cluster": "clusterId",
    "aws:elasticache/replicationGroup:ReplicationGroup": "replicationGroupId",
    "aws:elasticsearch/domain:Domain": "domainName",
    "aws:lambda/permission:Permission": "statementId",
    "aws:mq/broker:Broker": "brokerName",
    "aws:msk/cluster:Cluster": "clusterName",
    "aws:msk/serverlessCluster:ServerlessCluster": "clusterName",
    "aws:opensearch/domain:Domain": "domainName",
    "aws:rds/instance:Instance": "identifier",
    "aws:s3/bucket:Bucket": "bucket",
    "aws:s3/bucketV2:BucketV2": "bucket",
}

# A word in single braces: not ${this} of IAM, not {{this}} of Systems Manager, not {"this"} of JSON.
_PLACEHOLDER: Final = re.compile(r"(?<![${])\{[a-z][a-z0-9_]*\}(?!\})")

# What Python prints of an output, of an object or of nothing within a name, and how the SDK writes what is unknown.
_PRINTED: Final = re.compile(
    r"Calling __str__ on an Output|<[\w.]+ object at 0x|04da6b54-80e4-46f7-96ec-b56ff0331ba9"
    r"|^None$|[:/.@-]None\b|\bNone[:/@-]"
)

_ARN_PARTITION: Final = re.compile(r"\barn:([a-z-]*):[a-z0-9-]+:")


@cache
def autonamed(token: str) -> str:
    """The input of a type that the provider fills with a random name when it is missing; empty when there is none.

    Source: pulumi-aws, provider/autonaming.go and provider/resource_overrides.go.
    """
    if token in _NAMED_OTHERWISE:
        return _NAMED_OTHERWISE[token]
    if schema.resource_class(token) is None:
        return ""
    return "name" if "name" in schema.inputs(token) and "name" not in schema.required(token) else ""


@invariant(EVERY, source='Pulumi documentation, "Resource names": autonaming')
def explicit_names(subject: Subject, facts: Facts) -> Iterator[str]:
    """Whatever Pulumi would name by itself has a name of its own."""
    name = autonamed(subject.node.type)
    if name and not subject.text(name):
        yield problem(
            "Pulumi makes up a name with a random end",
            got=f"no {name}",
            expected="one of your own, since AWS shows it to people and policies refer to it",
            do=f"give {name}",
        )


@invariant(EVERY, source="the placeholders of components.guardrails and of the organization file")
def placeholders_filled(subject: Subject, facts: Facts) -> Iterator[str]:
    """No text still holds a placeholder."""
    for path, text in subject.every_text:
        if found := _PLACEHOLDER.search(text):
            yield problem(
                f"{path} holds a placeholder",
                got=found[0],
                expected="its value",
                do="fill it in",
            )


@invariant(EVERY, source='Pulumi documentation, "Inputs and outputs": outputs and strings')
def texts_resolved(subject: Subject, facts: Facts) -> Iterator[str]:
    """No text holds what Python prints in place of a value."""
    for path, text in subject.every_text:
        if found := _PRINTED.search(text):
            yield problem(
                f"{path} holds what Python prints, not a value",
                got=found[0],
                expected="the value",
                do="build the text with Output.format or Output.json_dumps, and leave None out",
            )


@invariant(EVERY, source='AWS General Reference, "Amazon Resource Names (ARNs)": partition')
def arns_in_partition(subject: Subject, facts: Facts) -> Iterator[str]:
    """Every ARN is one of the organization's partition."""
    expected = facts.organization.partition
    for path, text in subject.every_text:
        for partition in sorted({found[1] for found in _ARN_PARTITION.finditer(text)} - {expected}):
            yield problem(
                f"{path} holds an ARN of another partition",
                got=f"arn:{partition}:",
                expected=f"arn:{expected}:",
                do="take the partition from the organization file",
            )


@invariant(
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    source='AWS WAF developer guide, "Destinations for logging web ACL traffic"',
)
def web_acl_log_names(subject: Subject, facts: Facts) -> Iterator[str]:
    """What a web ACL logs to has the name that AWS WAF asks for."""
    for arn in subject.texts("logDestinationConfigs"):
        name = re.split("[:/]", arn.removesuffix(":*"))[-1]
        if not name.startswith("aws-waf-logs-"):
            yield problem(
                "AWS WAF refuses the log destination",
                got=name,
                expected="aws-waf-logs- at its start",
                do="rename it",
            )


@invariant(
    "aws:cfg/organizationConformancePack:OrganizationConformancePack",
    source='AWS Config API reference, "PutOrganizationConformancePack": DeliveryS3Bucket',
)
def conformance_pack_buckets(subject: Subject, facts: Facts) -> Iterator[str]:
    """A bucket that conformance packs are delivered to has the name that AWS Config asks for."""
    bucket = subject.text("deliveryS3Bucket")
    if bucket and not bucket.startswith("awsconfigconforms"):
        yield problem(
            "AWS Config refuses the delivery bucket",
            got=bucket,
            expected="a name that begins with awsconfigconforms",
            do="rename it, or leave deliveryS3Bucket out",
        )


@invariant("aws:kms/alias:Alias", source='AWS KMS API reference, "CreateAlias": AliasName')
def alias_names(subject: Subject, facts: Facts) -> Iterator[str]:
    """The alias of a key has the prefix that KMS asks for, and not the one that it keeps for itself."""
    name = subject.text("name")
    if name and (not name.startswith("alias/") or name.startswith("alias/aws/")):
        yield problem("KMS refuses the alias", got=name, expected="alias/ and a name, not alias/aws/", do="rename it")
