"""How the cases of reality checks are written: graphs made by hand, each of which satisfies or breaks one check."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from organizations.loading import load
from organizations.model import Organization
from twin import schema
from twin.graph import Graph, Node
from twin.handlers import State
from twin.reality import Facts
from twin.reality._invariants import PROVIDER

FILE = Path(__file__).parents[3] / "organizations" / "example.yaml"
HOME, OTHER = "us-east-1", "eu-west-1"
ORGANIZATION_ID = "o-exampleorg1"

# Types
ACCESS_LOGS = "aws:s3/bucketLogging:BucketLogging"
ACCOUNT = "aws:organizations/account:Account"
AGGREGATOR = "aws:cfg/configurationAggregator:ConfigurationAggregator"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
ALIAS = "aws:kms/alias:Alias"
ANALYZER = "aws:accessanalyzer/analyzer:Analyzer"
ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment"
BIN = "aws:rbin/rule:Rule"
BUCKET = "aws:s3/bucket:Bucket"
BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
CENTRAL = "aws:securityhub/organizationConfiguration:OrganizationConfiguration"
CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel"
CONTACT = "aws:account/alternativeContact:AlternativeContact"
DELEGATED = "aws:organizations/delegatedAdministrator:DelegatedAdministrator"
DETECTOR = "aws:guardduty/detector:Detector"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
FEATURE = "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature"
FEATURES = "aws:iam/organizationsFeatures:OrganizationsFeatures"
FINDINGS = "aws:securityhub/findingAggregator:FindingAggregator"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
GUARDDUTY = "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount"
HUB = "aws:securityhub/account:Account"
HUB_ADMINISTRATOR = "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount"
HUB_POLICY = "aws:securityhub/configurationPolicy:ConfigurationPolicy"
KEY = "aws:kms/key:Key"
KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy"
LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
MEMBERS = "aws:guardduty/organizationConfiguration:OrganizationConfiguration"
ONCE = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
ORGANIZATION_TYPE = "aws:organizations/organization:Organization"
PACK = "aws:cfg/organizationConformancePack:OrganizationConformancePack"
POLICY = "aws:organizations/policy:Policy"
RECORDER = "aws:cfg/recorder:Recorder"
REPLICA = "aws:kms/replicaKey:ReplicaKey"
ROLE = "aws:iam/role:Role"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
STARTED = "aws:cfg/recorderStatus:RecorderStatus"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"
TOPIC = "aws:sns/topic:Topic"
TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy"
TRAIL = "aws:cloudtrail/trail:Trail"
TRAIL_ADMINISTRATOR = "aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount"
TRUSTED = "aws:organizations/awsServiceAccess:AwsServiceAccess"
VAULT_LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
WEB_ACL = "aws:wafv2/webAcl:WebAcl"
WEB_ACL_LOGS = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"

EXAMPLE = load(FILE)
ORGANIZATION = EXAMPLE.model_copy(
    update={
        "accounts": {
            name: account.model_copy(update={"id": account.id or f"{number:012}"})
            for number, (name, account) in enumerate(EXAMPLE.accounts.items(), start=222200000000)
        }
    }
)
IDS = {name: account.id or "" for name, account in ORGANIZATION.accounts.items()}
MANAGEMENT, ARCHIVE, SECURITY, WORKLOAD = (
    IDS[name] for name in ("management", "log-archive", "security", "web-production")
)
EUROPE = ORGANIZATION.model_copy(update={"home_region": OTHER, "regions": (OTHER,)})
GOVERNMENT = ORGANIZATION.model_copy(update={"partition": "aws-us-gov"})


def with_lock(mode: str, acknowledged: bool) -> Organization:
    lock = ORGANIZATION.logging.object_lock.model_copy(update={"mode": mode, "acknowledge_irreversible": acknowledged})
    return ORGANIZATION.model_copy(update={"logging": ORGANIZATION.logging.model_copy(update={"object_lock": lock})})


@dataclass(frozen=True)
class Case:
    """A graph that satisfies or breaks one invariant. blames: the names of the resources that break it."""

    invariant: str
    shows: str
    nodes: tuple[Node, ...]
    blames: frozenset[str]
    organization: Organization

    @property
    def facts(self) -> Facts:
        graph = Graph()
        for node in self.nodes:
            graph.add(node)
        return Facts(graph, self.organization)


RIGHT: list[Case] = []
WRONG: list[Case] = []


def right(invariant: str, shows: str, *nodes: Node, organization: Organization = ORGANIZATION) -> None:
    RIGHT.append(Case(invariant, shows, nodes, frozenset(), organization))


def wrong(
    invariant: str, shows: str, *nodes: Node, blames: Sequence[str] = ("it",), organization: Organization = ORGANIZATION
) -> None:
    WRONG.append(Case(invariant, shows, nodes, frozenset(blames), organization))


def made(
    type: str,
    name: str = "it",
    inputs: Mapping[str, Any] | None = None,
    *,
    account: str = MANAGEMENT,
    region: str = HOME,
    after: Sequence[Node] = (),
    parent: Node | None = None,
    **more: Any,
) -> Node:
    """A resource in the management account and the home region, unless said otherwise."""
    regional = schema.takes_region(type)
    return Node(
        urn=f"urn:pulumi:example::landing-zone::{type}::{name}",
        type=type,
        name=name,
        inputs={**({"region": region} if regional else {}), **(inputs or {})},
        account=account,
        region=region if regional else "",
        dependencies=tuple(node.urn for node in after),
        parent=parent.urn if parent else "",
        **{"outputs": {}, "state": State.EXECUTED, **more},
    )


def component(name: str, after: Sequence[Node] = (), **inputs: Any) -> Node:
    urn = f"urn:pulumi:example::landing-zone::landing-zone:index:Component::{name}"
    dependencies = tuple(node.urn for node in after)
    return Node(urn, "landing-zone:index:Component", name, inputs, {}, dependencies=dependencies, custom=False)


def provider(name: str = "it", /, stack: str = "example", account: str = MANAGEMENT, **inputs: Any) -> Node:
    settings = {"region": HOME, "allowedAccountIds": json.dumps([account]), "assumeRoles": "[]"} | inputs
    urn = f"urn:pulumi:{stack}::landing-zone::{PROVIDER}::{name}"
    return Node(urn, PROVIDER, name, settings, settings, account=account)


def document(*statements: Mapping[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)}, separators=(",", ":"))


CONTROL_TYPES = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]
WHOLE = made(
    ORGANIZATION_TYPE,
    "organization",
    {"enabledPolicyTypes": CONTROL_TYPES},
    id=ORGANIZATION_ID,
    ignore_changes=("awsServiceAccessPrincipals",),
)
