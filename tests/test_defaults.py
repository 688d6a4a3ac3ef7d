"""No security default can be made worse unseen: each loosening of the rehearsed organization is found.

The graph of the example organization is changed in one place, as a worse default would change it, and then
judged by the controls and checked for reality. Not proven here: that a proof fails where a guardrail is lost
(tests/twin/test_proofs.py), and defaults that only a component's own test knows (tests/components).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import stacks
from organizations.loading import load
from organizations.model import Organization
from policy_packs.guardrails.controls._model import Tier
from twin import reality
from twin.aws import EmbeddedAws
from twin.graph import Graph, Node
from twin.monitor import run_program
from twin.rehearsal import judge, settings

# Token, then the input (a path) and its worse value.
LOOSENINGS: tuple[tuple[str, str, Any], ...] = (
    ("aws:cfg/recorder:Recorder", "recordingGroup.allSupported", False),
    ("aws:cfg/recorderStatus:RecorderStatus", "isEnabled", False),
    ("aws:cloudtrail/trail:Trail", "isMultiRegionTrail", False),
    ("aws:cloudtrail/trail:Trail", "enableLogFileValidation", False),
    ("aws:cloudtrail/trail:Trail", "enableLogging", False),
    ("aws:cloudtrail/trail:Trail", "includeGlobalServiceEvents", False),
    ("aws:cloudtrail/trail:Trail", "kmsKeyId", None),
    ("aws:cloudwatch/logGroup:LogGroup", "retentionInDays", 7),
    ("aws:cloudwatch/logGroup:LogGroup", "kmsKeyId", None),
    ("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions", []),
    ("aws:ebs/encryptionByDefault:EncryptionByDefault", "enabled", False),
    ("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess", "state", "unblocked"),
    (
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
        "ingress",
        [{"protocol": "-1", "fromPort": 0, "toPort": 0, "self": True}],
    ),
    ("aws:ec2/flowLog:FlowLog", "trafficType", "ACCEPT"),
    ("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess", "state", "unblocked"),
    ("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults", "httpTokens", "optional"),
    (
        "aws:ec2/networkAcl:NetworkAcl",
        "ingress",
        [{"ruleNo": 1, "action": "allow", "protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlock": "0.0.0.0/0"}],
    ),
    ("aws:ec2/subnet:Subnet", "mapPublicIpOnLaunch", True),
    (
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        "policy",
        json.dumps({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}),
    ),
    ("aws:guardduty/detector:Detector", "enable", False),
    ("aws:guardduty/organizationConfiguration:OrganizationConfiguration", "autoEnableOrganizationMembers", "NONE"),
    ("aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature", "autoEnable", "NONE"),
    ("aws:iam/accountPasswordPolicy:AccountPasswordPolicy", "minimumPasswordLength", 8),
    ("aws:iam/accountPasswordPolicy:AccountPasswordPolicy", "requireSymbols", False),
    ("aws:iam/accountPasswordPolicy:AccountPasswordPolicy", "passwordReusePrevention", 1),
    (
        "aws:iam/role:Role",
        "assumeRolePolicy",
        json.dumps({"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}),
    ),
    (
        "aws:iam/rolePolicy:RolePolicy",
        "policy",
        json.dumps({"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}),
    ),
    ("aws:kms/key:Key", "enableKeyRotation", False),
    ("aws:kms/key:Key", "deletionWindowInDays", 7),
    (
        "aws:kms/key:Key",
        "policy",
        json.dumps({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}]}),
    ),
    ("aws:organizations/account:Account", "closeOnDeletion", True),
    ("aws:organizations/account:Account", "name", None),
    ("aws:organizations/organization:Organization", "featureSet", "CONSOLIDATED_BILLING"),
    ("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "blockPublicPolicy", False),
    ("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "restrictPublicBuckets", False),
    ("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "rule.objectOwnership", "ObjectWriter"),
    ("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "ignorePublicAcls", False),
    ("aws:s3/bucketVersioning:BucketVersioning", "versioningConfiguration.status", "Suspended"),
    ("aws:s3/bucketPolicy:BucketPolicy", "policy", json.dumps({"Statement": []})),
    ("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "rule", None),
    ("aws:securityhub/organizationConfiguration:OrganizationConfiguration", "autoEnable", True),
    ("aws:accessanalyzer/analyzer:Analyzer", "type", "ACCOUNT"),
    ("aws:sns/topic:Topic", "kmsMasterKeyId", None),
    ("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "description", None),
    ("aws:wafv2/webAcl:WebAcl", "rules", []),
    ("pulumi:providers:aws", "allowedAccountIds", None),
)

# Types of which a resource that is not made at all must be missed.
NEEDED = (
    "aws:cfg/deliveryChannel:DeliveryChannel",
    "aws:cfg/recorderStatus:RecorderStatus",
    "aws:ec2/flowLog:FlowLog",
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
)

# Types whose resources lose their options when a component forgets them.
KEPT = (
    "aws:ebs/encryptionByDefault:EncryptionByDefault",
    "aws:guardduty/detector:Detector",
    "aws:organizations/account:Account",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
    "aws:securityhub/account:Account",
)


@pytest.fixture(scope="module")
def organization() -> Organization:
    return load(Path(__file__).parents[1] / "organizations" / "example.yaml")


@pytest.fixture(scope="module")
def graph(organization: Organization) -> Iterator[Graph]:
    with EmbeddedAws(organization.accounts[organization.foundation.management].id or "") as aws:
        yield run_program(
            lambda: stacks.deploy(organization, organization.name),
            aws,
            stack=organization.name,
            home_region=organization.home_region,
        )


News = Callable[[Graph], Counter[tuple[str, str]]]


def found(graph: Graph, organization: Organization, tier: Tier = Tier.STANDARD) -> list[tuple[str, str]]:
    violations = [(violation.control, violation.urn) for violation in judge(graph, settings(organization), tier)]
    return violations + [(broken.check, broken.urn) for broken in reality.check(graph, organization)]


@pytest.fixture(scope="module")
def known(graph: Graph, organization: Organization) -> Counter[tuple[str, str]]:
    """What the strictest tier would like to have anyway."""
    return Counter(found(graph, organization, Tier.REGULATED))


@pytest.fixture
def news(organization: Organization, known: Counter[tuple[str, str]]) -> News:
    """What is found in a graph and was not found before."""
    return lambda graph: Counter(found(graph, organization, Tier.REGULATED)) - known


def changed(graph: Graph, original: Node, node: Node | None) -> Graph:
    other = Graph()
    for each in graph:
        if each is not original:
            other.add(each)
        elif node is not None:
            other.add(node)
    return other


def worse(values: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    name, _, rest = path.partition(".")
    return {**values, name: worse(values[name], rest, value) if rest else value}


def test_the_example_organization_is_clean_before_anything_is_made_worse(
    graph: Graph, organization: Organization
) -> None:
    assert found(graph, organization) == []


@pytest.mark.parametrize(
    ("token", "path", "value"), LOOSENINGS, ids=[f"{t.split(':')[-1]}-{p}" for t, p, _ in LOOSENINGS]
)
def test_a_worse_value_is_found(graph: Graph, news: News, token: str, path: str, value: Any) -> None:
    node = graph.of_type(token)[0]
    loosened = replace(node, inputs=worse(node.inputs, path, value), outputs=worse(node.outputs, path, value))
    assert news(changed(graph, node, loosened))


@pytest.mark.parametrize("token", NEEDED)
def test_a_missing_resource_is_missed(graph: Graph, news: News, token: str) -> None:
    for node in graph.of_type(token)[:3]:
        assert news(changed(graph, node, None)), node.name


@pytest.mark.parametrize("token", KEPT)
def test_a_protection_that_deletion_would_switch_off_must_be_kept(graph: Graph, news: News, token: str) -> None:
    node = graph.of_type(token)[0]
    unkept = replace(node, protect=False, retain_on_delete=False)
    assert news(changed(graph, node, unkept))
