"""Each reality check passes what AWS takes and names what AWS would punish; the example organization passes all of them.

The graphs are made by hand, so that each breaks one thing. Not proved: that AWS behaves as the sources of the checks say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import stacks
from organizations.loading import load
from organizations.model import Organization
from tests.conftest import World
from twin import schema
from twin.aws import EmbeddedAws
from twin.graph import Graph, Node
from twin.handlers import State
from twin.monitor import run_program
from twin.reality import Facts, check, invariants, judge
from twin.reality._invariants import EVERY, PROVIDER
from twin.reality.administration import DELEGATIONS

FILE = Path(__file__).parents[2] / "organizations" / "example.yaml"
HOME, OTHER = "us-east-1", "eu-west-1"
ORGANIZATION_ID = "o-exampleorg1"

_EXAMPLE = load(FILE)
ORGANIZATION = _EXAMPLE.model_copy(
    update={
        "accounts": {
            name: account.model_copy(update={"id": account.id or f"{number:012}"})
            for number, (name, account) in enumerate(_EXAMPLE.accounts.items(), start=222200000000)
        }
    }
)
IDS = {name: account.id or "" for name, account in ORGANIZATION.accounts.items()}
MANAGEMENT, ARCHIVE, SECURITY, WORKLOAD = (
    IDS[name] for name in ("management", "log-archive", "security", "web-production")
)
EUROPE = ORGANIZATION.model_copy(update={"home_region": OTHER, "regions": (OTHER,)})
GOVERNMENT = ORGANIZATION.model_copy(update={"partition": "aws-us-gov"})


def _lock(mode: str, acknowledged: bool) -> Organization:
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


def provider(name: str = "it", *, stack: str = "example", account: str = MANAGEMENT, **inputs: Any) -> Node:
    settings = {"region": HOME, "allowedAccountIds": json.dumps([account]), "assumeRoles": "[]"} | inputs
    urn = f"urn:pulumi:{stack}::landing-zone::{PROVIDER}::{name}"
    return Node(urn, PROVIDER, name, settings, settings, account=account)


def document(*statements: Mapping[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)}, separators=(",", ":"))


# Names and texts

BUCKET = "aws:s3/bucket:Bucket"
ROLE = "aws:iam/role:Role"
ALIAS = "aws:kms/alias:Alias"
PACK = "aws:cfg/organizationConformancePack:OrganizationConformancePack"
WEB_ACL_LOGS = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"

right("explicit-names", "a name", made(ROLE, inputs={"name": "landing-zone-deploy"}))
right("explicit-names", "a bucket's name", made(BUCKET, inputs={"bucket": "logs"}))
right("explicit-names", "a type without a name", made("aws:ec2/vpc:Vpc"))
right("explicit-names", "a type that the SDK doesn't know", replace(made(ROLE), type="aws:no/such:Thing"))
wrong("explicit-names", "no name", made("aws:cfg/recorder:Recorder"))
wrong("explicit-names", "an empty name", made(ROLE, inputs={"name": ""}))
wrong("explicit-names", "a prefix, which gets a random end", made(ROLE, inputs={"namePrefix": "deploy-"}))
wrong("explicit-names", "no name of a bucket", made(BUCKET))
wrong("explicit-names", "a name under another input", made(TARGET, inputs={"rule": "alert"}))

right(
    "placeholders-filled",
    "braces that are none",
    made(ROLE, inputs={"tags": {"a": "${aws:username}", "b": "{{ region }}", "c": "{{region}}", "d": '{"x":{}}'}}),
)
wrong("placeholders-filled", "one in a document", made(ROLE, inputs={"assumeRolePolicy": '"arn:{partition}:iam"'}))
wrong(
    "placeholders-filled", "one deep inside", made(ROLE, inputs={"tags": {"a": ["x", {"b": "is {organization_id}"}]}})
)

right("texts-resolved", "words with None in them", made(ROLE, inputs={"description": "None of it; NoneSuch/Nonesuch"}))
for _shows, _text in {
    "an output in a text": "the Calling __str__ on an Output[T] is not supported.",
    "an output's repr": "<pulumi.output.Output object at 0x7f54>",
    "None as an account": "arn:aws:iam::None:root",
    "None at the end": "landing-zone-None",
    "None at the start": "None-logs",
    "None": "None",
    "an unknown": "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
}.items():
    wrong("texts-resolved", _shows, made(ROLE, inputs={"description": _text}))

right("arns-in-partition", "its own", made(ROLE, inputs={"a": "arn:aws:s3:::x", "b": "no arn: at all", "c": "arn:*:x"}))
right(
    "arns-in-partition", "its own elsewhere", made(ROLE, inputs={"a": "arn:aws-us-gov:s3:::x"}), organization=GOVERNMENT
)
wrong("arns-in-partition", "another", made(ROLE, inputs={"a": ["arn:aws:s3:::x"]}), organization=GOVERNMENT)
wrong("arns-in-partition", "none", made(ROLE, inputs={"a": '{"Resource":"arn::iam::aws:policy/x"}'}))

right(
    "web-acl-log-names",
    "the prefix",
    made(WEB_ACL_LOGS, inputs={"logDestinationConfigs": ["arn:aws:logs:us-east-1:1:log-group:aws-waf-logs-web:*"]}),
)
wrong(
    "web-acl-log-names",
    "no prefix",
    made(WEB_ACL_LOGS, inputs={"logDestinationConfigs": ["arn:aws:firehose:us-east-1:1:deliverystream/web"]}),
)

right("conformance-pack-buckets", "no bucket", made(PACK))
right("conformance-pack-buckets", "the prefix", made(PACK, inputs={"deliveryS3Bucket": "awsconfigconforms-x"}))
wrong("conformance-pack-buckets", "no prefix", made(PACK, inputs={"deliveryS3Bucket": "landing-zone-config"}))

right("alias-names", "the prefix", made(ALIAS, inputs={"name": "alias/landing-zone"}))
wrong("alias-names", "no prefix", made(ALIAS, inputs={"name": "landing-zone"}))
wrong("alias-names", "AWS's own prefix", made(ALIAS, inputs={"name": "alias/aws/s3"}))

# Places

LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
WEB_ACL = "aws:wafv2/webAcl:WebAcl"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
_WEB = component("web")
_CLOUDFRONT = made(WEB_ACL, "acl", {"scope": "CLOUDFRONT"}, parent=_WEB)

right("accounts-known", "a member account", made(ROLE, account=WORKLOAD))
right(
    "accounts-known",
    "one that is made here",
    made("aws:organizations/account:Account", "a", {"name": "new"}, id="333333333333"),
    made(ROLE, account="333333333333"),
)
wrong("accounts-known", "a stranger's", made(ROLE, account="999988887777"))
wrong("accounts-known", "none", made(ROLE, account=""))

right("regions-stated", "a region", made(LOG_GROUP))
right("regions-stated", "a type without regions", made(ROLE))
right(
    "regions-stated",
    "a type whose region means something else",
    made("aws:cfg/aggregateAuthorization:AggregateAuthorization"),
)
wrong("regions-stated", "the provider's", made(LOG_GROUP, defaulted=frozenset({"region"})))
wrong("regions-stated", "none", made(LOG_GROUP, inputs={"region": None}))

right("regions-governed", "both regions", made(LOG_GROUP, "a"), made(LOG_GROUP, "b", region=OTHER))
right(
    "regions-governed",
    "CloudFront's own, with its logs",
    _WEB,
    _CLOUDFRONT,
    made(LOG_GROUP, parent=_WEB),
    organization=EUROPE,
)
wrong("regions-governed", "one that is denied", made(LOG_GROUP, region="ap-south-1"))
wrong("regions-governed", "CloudFront's for something else", made(LOG_GROUP), organization=EUROPE)
wrong("regions-governed", "CloudFront elsewhere", made(WEB_ACL, inputs={"scope": "CLOUDFRONT"}, region=OTHER))


def _certificate(arn: str) -> Node:
    return made(DISTRIBUTION, inputs={"viewerCertificate": {"acmCertificateArn": arn}})


right("cloudfront-certificates", "us-east-1", _certificate("arn:aws:acm:us-east-1:1:certificate/a"))
right("cloudfront-certificates", "CloudFront's own", made(DISTRIBUTION, inputs={"viewerCertificate": {}}))
wrong("cloudfront-certificates", "elsewhere", _certificate("arn:aws:acm:eu-west-1:1:certificate/a"))
wrong("cloudfront-certificates", "no ARN", _certificate("certificate"))

_REGIONAL, _MULTI = component("regional", region=OTHER), component("multi", replica_regions=[OTHER])
right(
    "siblings-together",
    "one region, and what has none",
    _REGIONAL,
    made(ROLE, "a", parent=_REGIONAL),
    made(LOG_GROUP, "b", parent=_REGIONAL, region=OTHER),
)
right(
    "siblings-together",
    "several regions on purpose",
    _MULTI,
    made(LOG_GROUP, "a", parent=_MULTI),
    made(LOG_GROUP, "b", parent=_MULTI, region=OTHER),
)
right("siblings-together", "beside CloudFront", _WEB, _CLOUDFRONT, made(LOG_GROUP, parent=_WEB))
wrong("siblings-together", "not the component's region", _REGIONAL, made(LOG_GROUP, parent=_REGIONAL))
wrong(
    "siblings-together",
    "two regions",
    _WEB,
    made(ROLE, "a", parent=_WEB),
    made(LOG_GROUP, "b", parent=_WEB),
    made(LOG_GROUP, parent=_WEB, region=OTHER),
)
wrong(
    "siblings-together",
    "two accounts",
    _WEB,
    made(ROLE, "a", parent=_WEB),
    made(ROLE, parent=_WEB, account=WORKLOAD),
)


def _assuming(arn: object, account: str = WORKLOAD) -> Node:
    return provider(account=account, assumeRoles=json.dumps([{"roleArn": arn}]))


right("providers-pinned", "the caller's own account", provider())
right("providers-pinned", "a role of the account", _assuming(f"arn:aws:iam::{WORKLOAD}:role/x"))
wrong("providers-pinned", "no account", provider(allowedAccountIds="[]"))
wrong("providers-pinned", "nothing said", provider(allowedAccountIds=None))
wrong("providers-pinned", "a stranger's account", provider(account="999988887777"))
wrong("providers-pinned", "a role of another account", _assuming(f"arn:aws:iam::{SECURITY}:role/x"))
wrong("providers-pinned", "no role's ARN", _assuming(None))
wrong("providers-pinned", "no JSON", provider(assumeRoles="[role"))

right("providers-for-real", "safeguards on", provider(skipCredentialsValidation="false", endpoints="[]"))
wrong("providers-for-real", "a safeguard off", provider(skipRequestingAccountId="true"))
wrong("providers-for-real", "an endpoint", provider(endpoints=json.dumps([{"s3": "http://localhost:5000"}])))

_MANY = [provider(f"p{number}", account=f"{number:012}") for number in range(21)]
right("providers-few", "many accounts in one stack for all", *_MANY)
wrong("providers-few", "two of an account", provider("first"), provider())
wrong(
    "providers-few",
    "many accounts in the stack of a layer",
    *(replace(node, urn=node.urn.replace("pulumi:example", "pulumi:example.network")) for node in _MANY),
    blames=["p20"],
)

# Administration

ACCOUNT = "aws:organizations/account:Account"
ORGANIZATION_TYPE = "aws:organizations/organization:Organization"
TRUSTED = "aws:organizations/awsServiceAccess:AwsServiceAccess"
DELEGATED = "aws:organizations/delegatedAdministrator:DelegatedAdministrator"
CONTACT = "aws:account/alternativeContact:AlternativeContact"
FEATURES = "aws:iam/organizationsFeatures:OrganizationsFeatures"
ANALYZER = "aws:accessanalyzer/analyzer:Analyzer"
AGGREGATOR = "aws:cfg/configurationAggregator:ConfigurationAggregator"
TRAIL = "aws:cloudtrail/trail:Trail"
TRAIL_ADMINISTRATOR = "aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount"
GUARDDUTY = "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount"
DETECTOR = "aws:guardduty/detector:Detector"

_ALL_TYPES = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]
WHOLE = made(
    ORGANIZATION_TYPE,
    "organization",
    {"enabledPolicyTypes": _ALL_TYPES},
    id=ORGANIZATION_ID,
    ignore_changes=("awsServiceAccessPrincipals",),
)


def _trusted(service: str, name: str = "trusted", after: Sequence[Node] = ()) -> Node:
    return made(TRUSTED, name, {"servicePrincipal": f"{service}.amazonaws.com"}, after=after)


def _delegated(service: str, name: str = "delegated", after: Sequence[Node] = ()) -> Node:
    inputs = {"servicePrincipal": f"{service}.amazonaws.com", "accountId": SECURITY}
    return made(DELEGATED, name, inputs, after=after)


def _guardduty(name: str = "guardduty", *, account: str = SECURITY, region: str = HOME, **more: Any) -> Node:
    return made(GUARDDUTY, name, {"adminAccountId": account}, region=region, **more)


_FIRST = made(ACCOUNT, "first", {"name": "first"})
_SECOND = made(ACCOUNT, "second", {"name": "second"}, after=[_FIRST])
right("accounts-in-series", "a chain", _FIRST, _SECOND, made(ACCOUNT, after=[_SECOND]))
right("accounts-in-series", "a chain in another order", made(ACCOUNT, "a", after=[_FIRST]), _FIRST)
wrong("accounts-in-series", "a fork", _FIRST, _SECOND, made(ACCOUNT, after=[_FIRST]))
wrong("accounts-in-series", "side by side", _FIRST, made(ACCOUNT))

right("accounts-awaited", "a hook", made(ACCOUNT, hooks=("ready",)))
wrong("accounts-awaited", "no hook", made(ACCOUNT))

_ACCESS = _trusted("guardduty")
_ADMINISTRATORS = component("administrators", after=[_ACCESS])
_BY_PARENT = made(DELEGATED, "by-parent", parent=_ADMINISTRATORS)
right(
    "administration-in-series",
    "a chain over types and regions, some of it by the component around",
    _ACCESS,
    _ADMINISTRATORS,
    _BY_PARENT,
    _guardduty(after=[_BY_PARENT]),
)
wrong("administration-in-series", "two services", _ACCESS, _trusted("config", "it"))
wrong("administration-in-series", "a delegation apart", _ACCESS, _delegated("config", "it"))
wrong(
    "administration-in-series",
    "two regions",
    _ACCESS,
    _guardduty("home", after=[_ACCESS]),
    _guardduty("it", region=OTHER, after=[_ACCESS]),
)

_CLOUDTRAIL = _trusted("cloudtrail")
_ORGANIZATION_TRAIL = {"name": "t", "isOrganizationTrail": True}
right(
    "trusted-access-first",
    "before a trail",
    WHOLE,
    _CLOUDTRAIL,
    made(TRAIL, inputs=_ORGANIZATION_TRAIL, after=[_CLOUDTRAIL]),
)
right("trusted-access-first", "an account's own trail", WHOLE, made(TRAIL, inputs={"name": "t"}))
right("trusted-access-first", "one layer of many", made(TRAIL, inputs=_ORGANIZATION_TRAIL))
wrong("trusted-access-first", "none for the trail", WHOLE, made(TRAIL, inputs=_ORGANIZATION_TRAIL))
wrong("trusted-access-first", "as the trail", WHOLE, _CLOUDTRAIL, made(TRAIL, inputs=_ORGANIZATION_TRAIL))
wrong("trusted-access-first", "none for root users", WHOLE, made(FEATURES))
wrong("trusted-access-first", "another service", WHOLE, _ACCESS, _delegated("config", "it", after=[_ACCESS]))
wrong("trusted-access-first", "one of two", WHOLE, _ACCESS, _guardduty("it", after=[_ACCESS]))

right("trusted-access-by-the-service", "one without a call of its own", _ACCESS)
wrong("trusted-access-by-the-service", "RAM", _trusted("ram", "it"))

right("trusted-access-listed-once", "left out and ignored", WHOLE)
wrong("trusted-access-listed-once", "not ignored", made(ORGANIZATION_TYPE))
wrong(
    "trusted-access-listed-once",
    "listed",
    made(
        ORGANIZATION_TYPE,
        inputs={"awsServiceAccessPrincipals": ["config.amazonaws.com"]},
        ignore_changes=("awsServiceAccessPrincipals",),
    ),
)

right("management-calls", "management", WHOLE, made(FEATURES), _guardduty(), made(ROLE, account=WORKLOAD))
wrong("management-calls", "organizations", made(TRUSTED, account=SECURITY))
wrong("management-calls", "root users", made(FEATURES, account=SECURITY))
wrong("management-calls", "a delegation", made(GUARDDUTY, account=SECURITY))

right("administrators-are-members", "one in all regions", _guardduty("a"), _guardduty("b", region=OTHER))
right("administrators-are-members", "others for others", _guardduty(), _delegated("config"))
wrong("administrators-are-members", "management", _guardduty("it", account=MANAGEMENT))
wrong("administrators-are-members", "a stranger", _guardduty("it", account="999988887777"))
wrong(
    "administrators-are-members",
    "two accounts",
    _guardduty("a"),
    _guardduty("it", account=ARCHIVE, region=OTHER),
)

_DETECTORS = [
    made(DETECTOR, f"{account}-{region}", account=account, region=region)
    for account in (MANAGEMENT, SECURITY)
    for region in (HOME, OTHER)
]
right("services-before-delegation", "both accounts", *_DETECTORS, _guardduty(after=_DETECTORS))
right("services-before-delegation", "nothing to switch on", made(TRAIL_ADMINISTRATOR, inputs={"accountId": SECURITY}))
wrong("services-before-delegation", "not in management", *_DETECTORS[2:], _guardduty("it", after=_DETECTORS[2:]))
wrong("services-before-delegation", "not in the administrator", *_DETECTORS[:2], _guardduty("it", after=_DETECTORS[:2]))
wrong("services-before-delegation", "at the same time", *_DETECTORS, _guardduty("it"))
wrong(
    "services-before-delegation",
    "in another region",
    *_DETECTORS[::2],
    _guardduty("it", region=OTHER, after=_DETECTORS[::2]),
)

for _token, _delegation in DELEGATIONS.items():
    for _configured in _delegation.configures:
        _by = made(_token, "delegation", {_delegation.account: SECURITY})
        right("administrators-configure", f"{_configured} after", _by, made(_configured, account=SECURITY, after=[_by]))
        wrong("administrators-configure", f"{_configured} beside", _by, made(_configured, account=SECURITY))
_CONFIGURED = "aws:guardduty/organizationConfiguration:OrganizationConfiguration"
wrong("administrators-configure", "by nobody's administrator", made(_CONFIGURED, account=SECURITY))
wrong(
    "administrators-configure",
    "in another account",
    _guardduty(),
    made(_CONFIGURED, account=ARCHIVE, after=[_guardduty()]),
)
wrong(
    "administrators-configure",
    "in another region",
    _guardduty(),
    made(_CONFIGURED, account=SECURITY, region=OTHER, after=[_guardduty()]),
)

_TO_CONFIG = _delegated("config", "config")
_TO_PACKS = _delegated("config-multiaccountsetup", "packs", after=[_TO_CONFIG])
_OVER_ALL = {"organizationAggregationSource": {"roleArn": "arn:aws:iam::1:role/x"}}
right("members-are-delegated", "management itself", made(PACK), made(AGGREGATOR, inputs=_OVER_ALL))
right("members-are-delegated", "an account's own", made(ANALYZER, "a", {"type": "ACCOUNT"}, account=WORKLOAD))
right(
    "members-are-delegated",
    "the administrators of each",
    _TO_CONFIG,
    _TO_PACKS,
    made(PACK, "p", account=SECURITY, after=[_TO_PACKS]),
    made(AGGREGATOR, "a", _OVER_ALL, account=SECURITY, after=[_TO_CONFIG]),
)
wrong("members-are-delegated", "nobody", made(ANALYZER, inputs={"type": "ORGANIZATION"}, account=SECURITY))
wrong("members-are-delegated", "of something else", _TO_CONFIG, made(PACK, account=SECURITY, after=[_TO_CONFIG]))
wrong("members-are-delegated", "too early", _TO_CONFIG, made(AGGREGATOR, inputs=_OVER_ALL, account=SECURITY))
wrong(
    "members-are-delegated",
    "another account",
    _TO_CONFIG,
    made(AGGREGATOR, inputs=_OVER_ALL, account=ARCHIVE, after=[_TO_CONFIG]),
)
wrong("members-are-delegated", "a trail", made(TRAIL, inputs=_ORGANIZATION_TRAIL, account=SECURITY))

right("own-account-unnamed", "itself", made(CONTACT, account=WORKLOAD))
right("own-account-unnamed", "another by management", made(CONTACT, inputs={"accountId": WORKLOAD}))
wrong("own-account-unnamed", "management by name", made(CONTACT, inputs={"accountId": MANAGEMENT}))
wrong("own-account-unnamed", "another by a member", made(CONTACT, inputs={"accountId": WORKLOAD}, account=SECURITY))

# Recording

RECORDER, CHANNEL, STARTED = (
    "aws:cfg/recorder:Recorder",
    "aws:cfg/deliveryChannel:DeliveryChannel",
    "aws:cfg/recorderStatus:RecorderStatus",
)


def _recording(name: str, account: str, region: str = HOME) -> list[Node]:
    place: dict[str, Any] = {"account": account, "region": region}
    recorder = made(RECORDER, f"{name}-recorder", {"name": "landing-zone"}, **place)
    channel = made(CHANNEL, f"{name}-channel", {"name": "landing-zone"}, after=[recorder], **place)
    status = {"name": "landing-zone", "isEnabled": True}
    return [recorder, channel, made(STARTED, f"{name}-started", status, after=[channel], **place)]


_RECORDER, _CHANNEL, _STARTED = _recording("a", WORKLOAD)
right("recorders-in-order", "two regions", *_recording("a", WORKLOAD), *_recording("b", WORKLOAD, OTHER))
wrong("recorders-in-order", "no channel", _RECORDER, blames=["a-recorder"])
wrong("recorders-in-order", "not started", _RECORDER, _CHANNEL, blames=["a-channel"])
wrong(
    "recorders-in-order",
    "the channel at once",
    _RECORDER,
    replace(_CHANNEL, dependencies=()),
    _STARTED,
    blames=["a-channel"],
)
wrong(
    "recorders-in-order",
    "the start at once",
    _RECORDER,
    _CHANNEL,
    replace(_STARTED, dependencies=()),
    blames=["a-started"],
)
wrong(
    "recorders-in-order",
    "started by another name",
    _RECORDER,
    _CHANNEL,
    replace(_STARTED, inputs={"name": "default", "isEnabled": True}),
    blames=["a-started"],
)
wrong(
    "recorders-in-order",
    "started but off",
    _RECORDER,
    _CHANNEL,
    replace(_STARTED, inputs={"name": "landing-zone", "isEnabled": False}),
    blames=["a-started"],
)
wrong(
    "recorders-in-order",
    "the order of two accounts",
    _RECORDER,
    _CHANNEL,
    replace(_STARTED, account=SECURITY),
    blames=["a-channel", "a-started"],
)


def _group(region: str = HOME, **group: Any) -> Node:
    return made(RECORDER, inputs={"name": "x", "recordingGroup": group}, region=region)


_EXCLUDING = {"recordingStrategies": [{"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"}]}
_IAM_TYPES = [f"AWS::IAM::{kind}" for kind in ("User", "Group", "Role", "Policy")]
right("global-types-recorded-once", "at home", _group(allSupported=True, includeGlobalResourceTypes=True))
right("global-types-recorded-once", "not elsewhere", _group(OTHER, allSupported=True))
right("global-types-recorded-once", "by exclusion, at home", _group(allSupported=False, **_EXCLUDING))
right(
    "global-types-recorded-once",
    "by exclusion, elsewhere",
    _group(OTHER, allSupported=False, **_EXCLUDING, exclusionByResourceTypes=[{"resourceTypes": _IAM_TYPES}]),
)
right("global-types-recorded-once", "a list at home", _group(allSupported=False, resourceTypes=["AWS::IAM::Role"]))
wrong("global-types-recorded-once", "not at home", _group(allSupported=True))
wrong("global-types-recorded-once", "nothing said at home", made(RECORDER, inputs={"name": "x"}))
wrong("global-types-recorded-once", "everywhere", _group(OTHER, includeGlobalResourceTypes=True))
wrong("global-types-recorded-once", "excluded too little", _group(OTHER, allSupported=False, **_EXCLUDING))

_EVERYWHERE = [node for name, id in IDS.items() for node in _recording(name, id)]
right("recorders-everywhere-first", "all accounts", WHOLE, *_EVERYWHERE, made(PACK, after=_EVERYWHERE))
right("recorders-everywhere-first", "one layer of many", made(PACK))
right(
    "recorders-everywhere-first",
    "all but an excluded one",
    WHOLE,
    *_EVERYWHERE[3:],
    made(PACK, inputs={"excludedAccounts": [MANAGEMENT]}, after=_EVERYWHERE[3:]),
)
wrong("recorders-everywhere-first", "one without", WHOLE, *_EVERYWHERE[3:], made(PACK, after=_EVERYWHERE[3:]))
wrong("recorders-everywhere-first", "too early", WHOLE, *_EVERYWHERE, made(PACK, after=_EVERYWHERE[:-1]))
wrong("recorders-everywhere-first", "another region", WHOLE, *_EVERYWHERE, made(PACK, region=OTHER, after=_EVERYWHERE))

# Detection

FEATURE = "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature"
CENTRAL = "aws:securityhub/organizationConfiguration:OrganizationConfiguration"
FINDINGS = "aws:securityhub/findingAggregator:FindingAggregator"
HUB = "aws:securityhub/account:Account"
HUB_POLICY = "aws:securityhub/configurationPolicy:ConfigurationPolicy"


def _feature(*parts: str, name: str = "RUNTIME_MONITORING", **more: Any) -> Node:
    inputs = {"name": name, "detectorId": "d", "additionalConfigurations": [{"name": part} for part in parts]}
    return made(FEATURE, more.pop("called", "it"), inputs, **more)


right(
    "feature-parts-in-order",
    "all",
    _feature("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"),
)
right("feature-parts-in-order", "some", _feature("EKS_ADDON_MANAGEMENT", "EC2_AGENT_MANAGEMENT"))
right("feature-parts-in-order", "none", _feature())
wrong("feature-parts-in-order", "another order", _feature("EC2_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT"))
wrong("feature-parts-in-order", "no part", _feature("EKS_RUNTIME"))
wrong("feature-parts-in-order", "twice", _feature("EC2_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"))

right("runtime-monitored-once", "EKS alone", _feature(name="EKS_RUNTIME_MONITORING"))
wrong("runtime-monitored-once", "both", _feature(called="all"), _feature(name="EKS_RUNTIME_MONITORING"))

_MEMBERS = made(_CONFIGURED, "members")
right("features-after-configuration", "after", _MEMBERS, _feature(after=[_MEMBERS]))
wrong("features-after-configuration", "at once", _MEMBERS, _feature())
wrong("features-after-configuration", "of another region", _MEMBERS, _feature(after=[_MEMBERS], region=OTHER))

right("standards-chosen", "off", made(HUB, inputs={"enableDefaultStandards": False}))
wrong("standards-chosen", "on", made(HUB, inputs={"enableDefaultStandards": True}))
wrong("standards-chosen", "nothing said", made(HUB))


def _central(name: str = "it", region: str = HOME, after: Sequence[Node] = (), **inputs: Any) -> Node:
    central = {"organizationConfiguration": {"configurationType": "CENTRAL"}}
    return made(
        CENTRAL,
        name,
        {**central, "autoEnable": False, "autoEnableStandards": "NONE", **inputs},
        region=region,
        after=after,
    )


_FINDINGS = made(FINDINGS, "findings")
right("central-configuration-alone", "as Security Hub wants it", _FINDINGS, _central(after=[_FINDINGS]))
right("central-configuration-alone", "local", made(CENTRAL, inputs={"autoEnable": True}))
wrong("central-configuration-alone", "switching on", _FINDINGS, _central(after=[_FINDINGS], autoEnable=True))
wrong("central-configuration-alone", "standards", _FINDINGS, _central(after=[_FINDINGS], autoEnableStandards="DEFAULT"))
wrong(
    "central-configuration-alone",
    "nothing said of standards",
    _FINDINGS,
    _central(after=[_FINDINGS], autoEnableStandards=None),
)
wrong("central-configuration-alone", "no aggregator", _central())
wrong("central-configuration-alone", "an aggregator at once", _FINDINGS, _central())
wrong(
    "central-configuration-alone",
    "away from home",
    replace(_FINDINGS, region=OTHER),
    _central(region=OTHER, after=[_FINDINGS]),
)

right("policies-after-central-configuration", "after", _central("c"), made(HUB_POLICY, after=[_central("c")]))
wrong("policies-after-central-configuration", "at once", _central("c"), made(HUB_POLICY))
wrong(
    "policies-after-central-configuration",
    "local",
    _central("c", organizationConfiguration={"configurationType": "LOCAL"}),
    made(HUB_POLICY, after=[_central("c")]),
)

# Deliveries

BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
ACCESS_LOGS = "aws:s3/bucketLogging:BucketLogging"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"

LOGS = "arn:aws:s3:::logs"
TRAIL_ARN = f"arn:aws:cloudtrail:{HOME}:{MANAGEMENT}:trail/organization"
_FROM_TRAIL = {"StringEquals": {"aws:SourceArn": TRAIL_ARN}}
_FROM_ORGANIZATION = {"StringEquals": {"aws:SourceOrgID": ORGANIZATION_ID}}
_TRAIL_PREFIXES = [f"{LOGS}/AWSLogs/{owner}/*" for owner in (MANAGEMENT, ORGANIZATION_ID)]


def _allow(service: str, actions: object, resources: object, condition: Mapping[str, Any]) -> dict[str, Any]:
    principal = {"Service": f"{service}.amazonaws.com"}
    return {"Effect": "Allow", "Principal": principal, "Action": actions, "Resource": resources, "Condition": condition}


def _put(service: str, resources: object, condition: Mapping[str, Any]) -> dict[str, Any]:
    owned = {**condition.get("StringEquals", {}), "s3:x-amz-acl": "bucket-owner-full-control"}
    return _allow(service, "s3:PutObject", resources, {**condition, "StringEquals": owned})


def _bucket_policy(*statements: Mapping[str, Any]) -> Node:
    return made(BUCKET_POLICY, "policy", {"bucket": "logs", "policy": document(*statements)}, account=ARCHIVE)


def _trail(policy: Node | None = None, **inputs: Any) -> Node:
    named = {"name": "organization", "s3BucketName": "logs", "isOrganizationTrail": True}
    return made(TRAIL, inputs=named | inputs, after=[policy] if policy else [])


def _channel(policy: Node | None = None, **inputs: Any) -> Node:
    named = {"name": "landing-zone", "s3BucketName": "logs"} | inputs
    return made(CHANNEL, inputs=named, account=WORKLOAD, after=[policy] if policy else [])


def _flow_log(policy: Node | None = None, **inputs: Any) -> Node:
    named = {"logDestinationType": "s3", "logDestination": f"{LOGS}/networks"} | inputs
    return made(FLOW_LOG, inputs=named, account=WORKLOAD, region=OTHER, after=[policy] if policy else [])


_LOOK = _allow("cloudtrail", "s3:GetBucketAcl", LOGS, _FROM_TRAIL)
_PUT = _put("cloudtrail", _TRAIL_PREFIXES, _FROM_TRAIL)
_DENY_PLAIN_HTTP = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": [LOGS, f"{LOGS}/*"],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
_DENY_UNENCRYPTED = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:PutObject",
    "Resource": f"{LOGS}/*",
    "Condition": {"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}},
}
_OUTSIDERS = {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": ORGANIZATION_ID}}
_DENY_OUTSIDERS = _DENY_PLAIN_HTTP | {"Condition": _OUTSIDERS | {"Bool": {"aws:PrincipalIsAWSService": "false"}}}
_CONFIG_LOOK = _allow("config", ["s3:GetBucketAcl", "s3:ListBucket"], LOGS, _FROM_ORGANIZATION)
_CONFIG_PUT = _put("config", f"{LOGS}/AWSLogs/*/Config/*", _FROM_ORGANIZATION)
_FLOW_CONDITION = _FROM_ORGANIZATION | {"ArnLike": {"aws:SourceArn": "arn:aws:logs:*:*:*"}}
_FLOW_LOOK = _allow("delivery.logs", "s3:GetBucketAcl", LOGS, _FLOW_CONDITION)
_FLOW_PUT = _put("delivery.logs", f"{LOGS}/networks/AWSLogs/*", _FLOW_CONDITION)

_TRAIL_POLICY = _bucket_policy(_LOOK, _PUT, _DENY_PLAIN_HTTP, _DENY_OUTSIDERS)
_CONFIG_POLICY = _bucket_policy(_CONFIG_LOOK, _CONFIG_PUT, _DENY_PLAIN_HTTP, _DENY_OUTSIDERS)
_FLOW_POLICY = _bucket_policy(_FLOW_LOOK, _FLOW_PUT, _DENY_PLAIN_HTTP, _DENY_OUTSIDERS)

for _id in ("deliveries-awaited", "deliveries-accepted", "deliveries-narrow", "first-deliveries-accepted"):
    right(_id, "a trail", WHOLE, _TRAIL_POLICY, _trail(_TRAIL_POLICY))
    right(_id, "AWS Config", WHOLE, _CONFIG_POLICY, _channel(_CONFIG_POLICY))
    right(_id, "flow logs", WHOLE, _FLOW_POLICY, _flow_log(_FLOW_POLICY))
    right(_id, "flow logs to a log group", WHOLE, made(FLOW_LOG, inputs={"logGroupName": "x"}))
    right(_id, "a bucket of another stack", _trail())

wrong("deliveries-awaited", "a trail at once", WHOLE, _TRAIL_POLICY, _trail())
wrong("deliveries-awaited", "flow logs at once", _FLOW_POLICY, _flow_log())
wrong("deliveries-awaited", "no policy", WHOLE, _channel())
wrong("deliveries-awaited", "another bucket", WHOLE, _CONFIG_POLICY, _channel(_CONFIG_POLICY, s3BucketName="lost"))


def _refused(shows: str, it: Node, *statements: Mapping[str, Any], by: str = "deliveries-accepted") -> None:
    wrong(by, shows, WHOLE, _bucket_policy(*statements), it)


_refused("nothing", _trail(), _DENY_PLAIN_HTTP)
_refused("the ACL unread", _trail(), _PUT)
_refused("management's prefix alone", _trail(), _LOOK, _put("cloudtrail", _TRAIL_PREFIXES[0], _FROM_TRAIL))
_refused("the organization's prefix alone", _trail(), _LOOK, _put("cloudtrail", _TRAIL_PREFIXES[1], _FROM_TRAIL))
_refused(
    "logs without their digests",
    _trail(),
    _LOOK,
    _put("cloudtrail", [f"{prefix[:-1]}*CloudTrail/*" for prefix in _TRAIL_PREFIXES], _FROM_TRAIL),
)
_refused("another trail", _trail(name="other"), _LOOK, _PUT)
_refused("a prefix of its own", _trail(s3KeyPrefix="audit"), _LOOK, _PUT)
_refused(
    "outsiders, services among them",
    _trail(),
    _LOOK,
    _PUT,
    _DENY_PLAIN_HTTP | {"Condition": {"StringNotEquals": {"aws:PrincipalOrgID": ORGANIZATION_ID}}},
)
_refused("no meaning", _trail(), {"Effect": "Perhaps"})
_refused("the bucket unlisted", _channel(), _allow("config", "s3:GetBucketAcl", LOGS, _FROM_ORGANIZATION), _CONFIG_PUT)
_refused(
    "another account's prefix",
    _channel(),
    _CONFIG_LOOK,
    _put("config", f"{LOGS}/AWSLogs/{MANAGEMENT}/Config/*", _FROM_ORGANIZATION),
)
_refused(
    "another organization",
    _channel(),
    _CONFIG_LOOK,
    _put("config", f"{LOGS}/AWSLogs/*", {"StringEquals": {"aws:SourceOrgID": "o-other"}}),
)
_refused("flow logs of another place", _flow_log(logDestination=LOGS), _FLOW_LOOK, _FLOW_PUT)
_refused(
    "flow logs of another region",
    _flow_log(),
    _FLOW_LOOK,
    _put("delivery.logs", f"{LOGS}/networks/*", {"ArnLike": {"aws:SourceArn": f"arn:aws:logs:{HOME}:*:*"}}),
)

_refused("unencrypted ones of a trail", _trail(), _LOOK, _PUT, _DENY_UNENCRYPTED, by="first-deliveries-accepted")
_refused(
    "unencrypted ones of AWS Config",
    _channel(),
    _CONFIG_LOOK,
    _CONFIG_PUT,
    _DENY_UNENCRYPTED,
    by="first-deliveries-accepted",
)
_refused("any trail in the world", _trail(), _LOOK, _put("cloudtrail", _TRAIL_PREFIXES, {}), by="deliveries-narrow")
_refused(
    "the ACL read by any trail",
    _trail(),
    _allow("cloudtrail", "s3:GetBucketAcl", LOGS, {}),
    _PUT,
    by="deliveries-narrow",
)
_refused("the whole bucket", _trail(), _LOOK, _put("cloudtrail", f"{LOGS}/*", _FROM_TRAIL), by="deliveries-narrow")
_refused(
    "any account's items", _channel(), _CONFIG_LOOK, _put("config", f"{LOGS}/AWSLogs/*", {}), by="deliveries-narrow"
)
_refused(
    "any account's flow logs",
    _flow_log(),
    _FLOW_LOOK,
    _put("delivery.logs", f"{LOGS}/networks/AWSLogs/*", {"ArnLike": {"aws:SourceArn": "arn:aws:logs:*:*:*"}}),
    by="deliveries-narrow",
)

right(
    "deliveries-accepted",
    "encrypted as the bucket wants it",
    made(
        ENCRYPTION,
        "encryption",
        {"bucket": "logs", "rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms"}}]},
    ),
    _bucket_policy(_LOOK, _PUT, _DENY_UNENCRYPTED),
    _trail(),
)

_PLAIN_BUCKET = made(BUCKET, "bucket", {"bucket": "logs"}, account=ARCHIVE)
_LOCKED_BUCKET = made(BUCKET, "bucket", {"bucket": "logs", "objectLockEnabled": True}, account=ARCHIVE)
_LOCKED_LATER = made(LOCK, "lock", {"bucket": "logs"}, account=ARCHIVE)
right("config-buckets-unlocked", "no lock", _PLAIN_BUCKET, _channel())
right("config-buckets-unlocked", "another bucket's", _LOCKED_BUCKET, _channel(s3BucketName="config"))
wrong("config-buckets-unlocked", "a lock", _LOCKED_BUCKET, _channel())
wrong("config-buckets-unlocked", "a lock put on later", _PLAIN_BUCKET, _LOCKED_LATER, _channel())


def _encrypted(algorithm: str, key: str | None = None, bucket: str = "logs") -> Node:
    rule = {"applyServerSideEncryptionByDefault": {"sseAlgorithm": algorithm, "kmsMasterKeyId": key}}
    return made(ENCRYPTION, "encryption", {"bucket": bucket, "rules": [rule]}, account=ARCHIVE)


_TO_LOGS = made(ACCESS_LOGS, inputs={"bucket": "data", "targetBucket": "logs"}, account=ARCHIVE)
right("access-log-buckets-plain", "S3's own keys", _PLAIN_BUCKET, _encrypted("AES256"), _TO_LOGS)
right("access-log-buckets-plain", "another bucket's key", _PLAIN_BUCKET, _encrypted("aws:kms", bucket="data"), _TO_LOGS)
wrong("access-log-buckets-plain", "a lock", _LOCKED_BUCKET, _TO_LOGS)
wrong("access-log-buckets-plain", "a key", _PLAIN_BUCKET, _encrypted("aws:kms"), _TO_LOGS)

_GROUP_ARN = f"arn:aws:logs:{HOME}:{MANAGEMENT}:log-group:trail"
_TO_GROUP = {
    "cloudWatchLogsGroupArn": f"{_GROUP_ARN}:*",
    "cloudWatchLogsRoleArn": f"arn:aws:iam::{MANAGEMENT}:role/trail",
}


def _streams(*streams: str, role: str = "trail") -> Node:
    resources = [f"{_GROUP_ARN}:log-stream:{stream}" for stream in streams]
    statement = {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": resources}
    return made(ROLE_POLICY, "streams", {"name": "x", "role": role, "policy": document(statement)})


_BOTH_STREAMS = (f"{MANAGEMENT}_CloudTrail_{HOME}*", f"{ORGANIZATION_ID}_*")
right("trails-reach-their-log-group", "both streams", WHOLE, _streams(*_BOTH_STREAMS), _trail(**_TO_GROUP))
right("trails-reach-their-log-group", "no log group", _trail())
right(
    "trails-reach-their-log-group",
    "an account's own",
    _streams(_BOTH_STREAMS[0]),
    _trail(isOrganizationTrail=False, **_TO_GROUP),
)
wrong(
    "trails-reach-their-log-group",
    "no star",
    WHOLE,
    _streams("*"),
    _trail(**_TO_GROUP | {"cloudWatchLogsGroupArn": _GROUP_ARN}),
)
wrong(
    "trails-reach-their-log-group",
    "another account's",
    WHOLE,
    _streams("*"),
    _trail(**_TO_GROUP | {"cloudWatchLogsGroupArn": f"arn:aws:logs:{HOME}:{ARCHIVE}:log-group:trail:*"}),
)
wrong("trails-reach-their-log-group", "one stream", WHOLE, _streams(_BOTH_STREAMS[0]), _trail(**_TO_GROUP))
wrong("trails-reach-their-log-group", "another role's", WHOLE, _streams("*", role="other"), _trail(**_TO_GROUP))

# Keys

KEY, REPLICA, KEY_POLICY = "aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/keyPolicy:KeyPolicy"
KEY_ID = "5f0c9f0a-6a7e-4f0e-8d0a-0a8f5b7a1c11"
KEY_ARN = f"arn:aws:kms:{HOME}:{ARCHIVE}:key/{KEY_ID}"


def _root(account: str = ARCHIVE, actions: object = "kms:*") -> dict[str, Any]:
    principal = {"AWS": f"arn:aws:iam::{account}:root"}
    return {"Effect": "Allow", "Principal": principal, "Action": actions, "Resource": "*"}


def _key(*statements: Mapping[str, Any], name: str = "it", account: str = ARCHIVE, type: str = KEY) -> Node:
    policy = {"policy": document(*statements)} if statements else {}
    return made(type, name, policy, account=account, id=KEY_ID, outputs={"keyId": KEY_ID})


def _policy_aside(*statements: Mapping[str, Any], name: str = "aside") -> Node:
    return made(KEY_POLICY, name, {"keyId": KEY_ID, "policy": document(*statements)}, account=ARCHIVE)


_NOBODY = _allow("logs", "kms:*", "*", {})
right("keys-administered", "the account", _key(_root()), _key(_root(actions=["kms:Put*"]), name="r", type=REPLICA))
right("keys-administered", "the default policy", _key())
right("keys-administered", "a policy aside", _key(_NOBODY), _policy_aside(_root()))
wrong("keys-administered", "a service alone", _key(_NOBODY))
wrong("keys-administered", "another account", _key(_root(SECURITY)))
wrong("keys-administered", "use alone", _key(_root(actions=["kms:Encrypt", "kms:Decrypt"])))
wrong("keys-administered", "a policy aside", _key(), _policy_aside(_NOBODY))
wrong(
    "keys-administered", "denied", _key(_root(), _root() | {"Effect": "Deny", "Principal": "*", "Action": "kms:Put*"})
)

_USE = ["kms:Decrypt", "kms:GenerateDataKey*"]
_TRAIL_USE = _allow(
    "cloudtrail", _USE, "*", {"StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": TRAIL_ARN}, **_FROM_TRAIL}
)
_TRAIL_KEY = _key(_root(), _TRAIL_USE, name="key")
_CONFIG_KEY = _key(_root(), _allow("config", _USE, "*", _FROM_ORGANIZATION), name="key")
_FLOW_KEY = _key(_root(), _allow("delivery.logs", _USE, "*", _FLOW_CONDITION), name="key")
_BY_KEY = _encrypted("aws:kms", KEY_ARN)
_NAMED = made(ALIAS, "alias", {"name": "alias/logs", "targetKeyId": KEY_ID}, account=ARCHIVE)
right("delivery-keys-usable", "a trail's", WHOLE, _TRAIL_KEY, _trail(kmsKeyId=KEY_ARN))
right("delivery-keys-usable", "a bucket's", WHOLE, _CONFIG_KEY, _BY_KEY, _channel())
right(
    "delivery-keys-usable",
    "a bucket's by its alias",
    WHOLE,
    _FLOW_KEY,
    _NAMED,
    _encrypted("aws:kms", "alias/logs"),
    _flow_log(),
)
right("delivery-keys-usable", "a key of another stack", _trail(kmsKeyId=KEY_ARN))
right("delivery-keys-usable", "no key", WHOLE, _trail(), _encrypted("AES256"))
wrong("delivery-keys-usable", "the default policy", WHOLE, _key(name="key"), _trail(kmsKeyId=KEY_ARN))
wrong("delivery-keys-usable", "another service's", WHOLE, _CONFIG_KEY, _trail(kmsKeyId=KEY_ARN))
wrong("delivery-keys-usable", "another trail's", WHOLE, _TRAIL_KEY, _trail(name="other", kmsKeyId=KEY_ARN))
wrong("delivery-keys-usable", "the bucket's, for another service", WHOLE, _TRAIL_KEY, _BY_KEY, _channel())
wrong("delivery-keys-usable", "the channel's own", WHOLE, _TRAIL_KEY, _channel(s3KmsKeyArn=KEY_ARN))
wrong("delivery-keys-usable", "nobody's", WHOLE, _flow_log(), _BY_KEY)


def _group_of(key: str | None = KEY_ARN, **more: Any) -> Node:
    return made(LOG_GROUP, inputs={"name": "web", "kmsKeyId": key}, account=ARCHIVE, **more)


def _logs_key(group: str, region: str = HOME) -> Node:
    arn = f"arn:aws:logs:{HOME}:{ARCHIVE}:log-group:{group}"
    condition = {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": arn}}
    return _key(_root(), _allow(f"logs.{region}", "kms:*", "*", condition), name="key")


right("log-group-keys-usable", "for it", WHOLE, _logs_key("web"), _group_of())
right("log-group-keys-usable", "no key", WHOLE, _group_of(None))
wrong("log-group-keys-usable", "for another", WHOLE, _logs_key("other"), _group_of())
wrong("log-group-keys-usable", "for another region", WHOLE, _logs_key("web", OTHER), _group_of())
wrong("log-group-keys-usable", "for nobody", WHOLE, _key(_root(), name="key"), _group_of())
wrong("log-group-keys-usable", "nobody's", WHOLE, _group_of())

right("keys-in-region", "its own", _group_of())
right("keys-in-region", "what has no region", made(ROLE, inputs={"a": KEY_ARN}))
right("keys-in-region", "a replica", made(REPLICA, inputs={"primaryKeyArn": KEY_ARN}, region=OTHER))
right(
    "keys-in-region",
    "a trail's in its bucket's",
    made(BUCKET, "b", {"bucket": "logs"}),
    replace(_trail(kmsKeyId=KEY_ARN), region=OTHER),
)
wrong("keys-in-region", "another's", _group_of(region=OTHER))
wrong(
    "keys-in-region",
    "a trail's elsewhere",
    made(BUCKET, "b", {"bucket": "logs"}, region=OTHER),
    _trail(kmsKeyId=KEY_ARN),
)

_READER_ARN = f"arn:aws:iam::{ARCHIVE}:role/reader"
_READER = made(ROLE, "reader", {"name": "reader"}, outputs={"arn": _READER_ARN}, account=ARCHIVE)


def _for(principal: object, type: str = KEY, **more: Any) -> Node:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "kms:Decrypt", "Resource": "*"}
    return made(type, inputs={"policy": document(statement)}, **more)


right("principals-exist", "an account", WHOLE, _for({"AWS": f"arn:aws:iam::{ARCHIVE}:root"}))
right(
    "principals-exist",
    "AWS's own role",
    WHOLE,
    _for({"AWS": [f"arn:aws:iam::{ARCHIVE}:role/OrganizationAccountAccessRole"]}),
)
right("principals-exist", "a role before", WHOLE, _READER, _for({"AWS": _READER_ARN}, after=[_READER]))
right("principals-exist", "a role of another stack", _for({"AWS": _READER_ARN}))
right("principals-exist", "everybody, and no policy", WHOLE, _for("*"), made(KEY, "none"))
wrong("principals-exist", "a role at once", WHOLE, _READER, _for({"AWS": [_READER_ARN]}, BUCKET_POLICY))
wrong("principals-exist", "no role", WHOLE, _for({"AWS": _READER_ARN}, KEY_POLICY))

# Alarms

ALARM, TOPIC, TOPIC_POLICY = (
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:sns/topic:Topic",
    "aws:sns/topicPolicy:TopicPolicy",
)
TOPIC_ARN = f"arn:aws:sns:{HOME}:{ARCHIVE}:alerts"
_ALARM = made(
    ALARM,
    inputs={"name": "root-use", "alarmActions": [TOPIC_ARN, "arn:aws:automate:us-east-1:ec2:stop"]},
    account=ARCHIVE,
)
_FROM_ALARMS = {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudwatch:{HOME}:{ARCHIVE}:alarm:*"}}


def _topic(key: str | None = None) -> Node:
    return made(TOPIC, "topic", {"name": "alerts", "kmsMasterKeyId": key}, account=ARCHIVE, outputs={"arn": TOPIC_ARN})


def _topic_policy(condition: Mapping[str, Any]) -> Node:
    statement = _allow("cloudwatch", "sns:Publish", TOPIC_ARN, condition)
    return made(TOPIC_POLICY, "policy", {"arn": TOPIC_ARN, "policy": document(statement)}, account=ARCHIVE)


_ALARM_KEY = _key(
    _root(),
    _allow("cloudwatch", _USE, "*", {"StringEquals": {"kms:EncryptionContext:aws:sns:topicArn": TOPIC_ARN}}),
    name="key",
)
right(
    "alarms-heard", "through a policy and a key", WHOLE, _ALARM_KEY, _topic(KEY_ID), _topic_policy(_FROM_ALARMS), _ALARM
)
right("alarms-heard", "the default policy", WHOLE, _topic(), _ALARM)
right("alarms-heard", "a topic of another stack", _ALARM)
wrong("alarms-heard", "no topic", WHOLE, _ALARM)
wrong(
    "alarms-heard",
    "another alarm's topic",
    _topic(),
    _topic_policy({"ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:other"}}),
    _ALARM,
)
wrong(
    "alarms-heard",
    "a key that lets nobody in",
    _key(_root(), name="key"),
    _topic(KEY_ARN),
    _topic_policy(_FROM_ALARMS),
    _ALARM,
)
wrong("alarms-heard", "SNS's own key", WHOLE, _topic("alias/aws/sns"), _ALARM)

# Guardrails

POLICY, ATTACHMENT = "aws:organizations/policy:Policy", "aws:organizations/policyAttachment:PolicyAttachment"


def _policy(name: str = "p", type: str | None = None, content: str | None = None) -> Node:
    inputs = {"name": name, "type": type, "content": content or document({"Effect": "Deny"})}
    return made(POLICY, name, inputs, id=name)


def _attached(name: str = "it", policy: str = "p", target: str = "r-root", after: Sequence[Node] = ()) -> Node:
    return made(ATTACHMENT, name, {"policyId": policy, "targetId": target}, after=after)


def _chain(policies: Sequence[str]) -> Iterator[Node]:
    last: list[Node] = []
    for policy in policies:
        last = [_attached(f"on-{policy}", policy, after=last)]
        yield last[0]


right("attachments-in-series", "a chain", *_chain("abc"))
right("attachments-in-series", "two targets", _attached("a"), _attached("b", target="ou-1"))
wrong("attachments-in-series", "side by side", _attached("a"), _attached())

_NINE, _FIVE = [f"s{number}" for number in range(9)], [f"r{number}" for number in range(5)]
right("attachments-within-quota", "as many as there may be", *map(_policy, _NINE), *_chain(_NINE))
right(
    "attachments-within-quota",
    "types are counted apart",
    *map(_policy, _NINE),
    *_chain(_NINE),
    _policy("r", _ALL_TYPES[1]),
    _attached(policy="r"),
)
right("attachments-within-quota", "a policy of another stack", _attached())
wrong(
    "attachments-within-quota",
    "one more",
    *map(_policy, [*_NINE, "more"]),
    *_chain([*_NINE, "more"]),
    blames=["on-more"],
)
wrong(
    "attachments-within-quota",
    "resource controls",
    *(_policy(name, _ALL_TYPES[1]) for name in _FIVE),
    *_chain(_FIVE),
    blames=["on-r4"],
)


def _long(length: int, type: str | None = None) -> Node:
    empty = document({"Sid": ""})
    return _policy("it", type, document({"Sid": "x" * (length - len(empty))}))


right("policies-within-quota", "as long as may be", _long(10_240))
right("policies-within-quota", "of another type", _long(10_000, "TAG_POLICY"))
wrong("policies-within-quota", "too long", _long(10_241))
wrong("policies-within-quota", "too long for a resource control", _long(5_121, _ALL_TYPES[1]))
wrong("policies-within-quota", "too long for an opt-out", _long(2_501, "AISERVICES_OPT_OUT_POLICY"))
wrong("policies-within-quota", "white space", _policy("it", content='{"Version": "2012-10-17"}'))
wrong("policies-within-quota", "no JSON", _policy("it", content="deny all"))

right("policy-types-enabled", "on", WHOLE, _policy("a"), _policy("b", _ALL_TYPES[1]))
wrong("policy-types-enabled", "off", WHOLE, _policy("it", "TAG_POLICY"))

_LATER = component("later", after=[_attached()])
right("guardrails-last", "after everything", _READER, _policy(), _attached(after=[_READER]))
right("guardrails-last", "what comes later on purpose", _policy(), _attached(), _LATER, made(ROLE, "w", parent=_LATER))
right("guardrails-last", "a policy that denies nothing", _READER, _policy(type="TAG_POLICY"), _attached())
wrong("guardrails-last", "too early", _READER, _policy(), _attached())
wrong("guardrails-last", "a policy from elsewhere", _READER, _attached())


def _denying(type: str | None = None, **statement: Any) -> Node:
    return _policy("it", type, document({"Sid": "Mine", "Effect": "Deny", "Action": "*", "Resource": "*"} | statement))


_SPARED = {
    "ArnNotLike": {
        "aws:PrincipalArn": [
            f"arn:aws:iam::*:role/{role}" for role in ("OrganizationAccountAccessRole", "landing-zone-deploy")
        ]
    }
}
_HALF_SPARED = {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/OrganizationAccountAccessRole"}}
right("deploy-roles-spared", "with the condition", _denying(Condition=_SPARED))
right(
    "deploy-roles-spared",
    "root users alone",
    _denying(Condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}}),
)
right("deploy-roles-spared", "what no deployment does", _denying(Condition={"Bool": {"aws:SecureTransport": "false"}}))
right(
    "deploy-roles-spared",
    "a control that exempts nobody",
    _denying(Sid="DenyLeaveOrganization", Action="organizations:LeaveOrganization"),
)
right(
    "deploy-roles-spared",
    "a policy that denies nothing",
    _denying("TAG_POLICY"),
    _policy("allow", content=document({"Effect": "Allow"})),
)
wrong("deploy-roles-spared", "everything", _denying())
wrong(
    "deploy-roles-spared",
    "all but some actions",
    _policy("it", content=document({"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"})),
)
wrong("deploy-roles-spared", "one role of two", _denying(Condition=_HALF_SPARED))
wrong(
    "deploy-roles-spared",
    "what a control exempts",
    _denying(Sid="DenyChangeOfTrails", Action=["cloudtrail:StopLogging"]),
)
wrong("deploy-roles-spared", "a resource", _denying(Action="s3:Put*", Resource="arn:aws:s3:::landing-zone-*"))
wrong("deploy-roles-spared", "a resource control", _denying(_ALL_TYPES[1], Principal="*", Action="s3:*"))
wrong("deploy-roles-spared", "no meaning", _denying(Action=7))

# Keeping

ONCE = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
right("protections-kept", "kept", made(ONCE, retain_on_delete=True), made(DETECTOR, "d", protect=True))
wrong("protections-kept", "neither", made(ONCE))

_KEPT_ACCOUNT = made(
    ACCOUNT,
    inputs={"closeOnDeletion": False},
    protect=True,
    retain_on_delete=True,
    ignore_changes=("email", "iamUserAccessToBilling", "name", "roleName"),
)
right("accounts-kept", "all of it", _KEPT_ACCOUNT)
wrong("accounts-kept", "not protected", replace(_KEPT_ACCOUNT, protect=False))
wrong("accounts-kept", "not retained", replace(_KEPT_ACCOUNT, retain_on_delete=False))
wrong("accounts-kept", "an input not ignored", replace(_KEPT_ACCOUNT, ignore_changes=("email", "name", "roleName")))
wrong("accounts-kept", "closed", replace(_KEPT_ACCOUNT, inputs={"closeOnDeletion": True}))

right("services-open", "Inspector of today", made("aws:inspector2/enabler:Enabler"), made(TRAIL))
for _closed in (
    "aws:auditmanager/accountRegistration:AccountRegistration",
    "aws:cloudtrail/eventDataStore:EventDataStore",
    "aws:inspector/assessmentTarget:AssessmentTarget",
    "aws:s3control/objectLambdaAccessPoint:ObjectLambdaAccessPoint",
    "aws:servicecatalog/appregistryApplication:AppregistryApplication",
    "aws:ssm/contactsRotation:ContactsRotation",
    "aws:ssmcontacts/contact:Contact",
    "aws:ssmincidents/responsePlan:ResponsePlan",
):
    wrong("services-open", _closed, made(_closed))

right("commitments-acknowledged", "nothing of the kind", made(KEY))
for _bought in (
    "aws:acmpca/certificateAuthority:CertificateAuthority",
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
    "aws:shield/subscription:Subscription",
):
    wrong("commitments-acknowledged", _bought, made(_bought))

VAULT_LOCK, BIN = "aws:backup/vaultLockConfiguration:VaultLockConfiguration", "aws:rbin/rule:Rule"


def _retention(mode: str) -> dict[str, Any]:
    return {"bucket": "logs", "rule": {"defaultRetention": {"mode": mode, "days": 365}}}


right("locks-acknowledged", "governance", made(LOCK, inputs=_retention("GOVERNANCE")), made(BUCKET, "b"))
right(
    "locks-acknowledged",
    "acknowledged",
    made(LOCK, inputs=_retention("COMPLIANCE")),
    organization=_lock("COMPLIANCE", True),
)
right("locks-acknowledged", "a vault in governance", made(VAULT_LOCK, inputs={"minRetentionDays": 7}))
wrong("locks-acknowledged", "not acknowledged", made(LOCK, inputs=_retention("COMPLIANCE")))
wrong(
    "locks-acknowledged",
    "acknowledged for nothing",
    made(LOCK, inputs=_retention("COMPLIANCE")),
    organization=_lock("GOVERNANCE", True),
)
wrong(
    "locks-acknowledged", "within a bucket", made(BUCKET, inputs={"objectLockConfiguration": _retention("COMPLIANCE")})
)
wrong(
    "locks-acknowledged",
    "a vault",
    made(VAULT_LOCK, inputs={"changeableForDays": 3}),
    organization=_lock("COMPLIANCE", True),
)
wrong("locks-acknowledged", "a bin", made(BIN, inputs={"lockConfiguration": {"unlockDelay": {}}}))

right("settings-made-once", "in each account", made(ONCE, "a"), made(ONCE, "b", account=SECURITY))
right("settings-made-once", "in each region", made(DETECTOR, "a"), made(DETECTOR, "b", region=OTHER))
right(
    "settings-made-once",
    "of each bucket",
    made(BUCKET_POLICY, "a", {"bucket": "a"}),
    made(BUCKET_POLICY, "b", {"bucket": "b"}),
)
wrong("settings-made-once", "twice in an account", made(ONCE, "a"), made(ONCE))
wrong("settings-made-once", "twice in a region", made(DETECTOR, "a"), made(DETECTOR))
wrong(
    "settings-made-once",
    "twice on a bucket",
    made(BUCKET_POLICY, "a", {"bucket": "a"}),
    made(BUCKET_POLICY, inputs={"bucket": "a"}),
)

right("attachments-leave-others-alone", "one role's", made("aws:iam/rolePolicyAttachment:RolePolicyAttachment"))
wrong("attachments-leave-others-alone", "everybody's", made("aws:iam/policyAttachment:PolicyAttachment"))


_BY_ID = {invariant.id: invariant for invariant in invariants()}


def _named(case: Case) -> str:
    return f"{case.invariant}: {case.shows}"


@pytest.mark.parametrize("case", RIGHT, ids=_named)
def test_passes_what_aws_takes(case: Case) -> None:
    assert [broken.message for broken in judge(_BY_ID[case.invariant], case.facts)] == []


@pytest.mark.parametrize("case", WRONG, ids=_named)
def test_names_what_aws_would_punish(case: Case) -> None:
    found = list(judge(_BY_ID[case.invariant], case.facts))
    assert {broken.urn.rpartition("::")[2] for broken in found} == case.blames
    for broken in found:
        assert broken.check == case.invariant
        assert re.fullmatch(r".+; got .+, expected .+; .+", broken.message, re.DOTALL), broken.message


def test_every_check_is_shown_right_and_wrong() -> None:
    assert {case.invariant for case in RIGHT} == {case.invariant for case in WRONG} == set(_BY_ID)


@pytest.mark.parametrize("invariant", invariants(), ids=lambda invariant: invariant.id)
def test_a_check_has_a_sentence_a_source_and_types_that_exist(invariant: Any) -> None:
    assert re.fullmatch("[a-z]+(-[a-z]+)+", invariant.id)
    assert re.fullmatch(r"[A-Z].+\.", invariant.sentence)
    assert invariant.source
    types = set(invariant.types) - {EVERY, PROVIDER}
    assert not [type for type in types if schema.resource_class(type) is None]
    assert invariant.types


def test_an_unexpected_shape_is_reported() -> None:
    graph = Graph()
    graph.add(made(CHANNEL, inputs={"s3BucketName": {"no": "text"}}))
    found = [broken for broken in check(graph, ORGANIZATION) if broken.check == "deliveries-awaited"]
    assert [broken.message.partition(";")[0] for broken in found] == ["s3BucketName can't be read"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
_DOCUMENT_KEYS = ("Statement", "Effect", "Principal", "Action", "Resource", "Condition", "AWS", "Service")
_DOCUMENT = st.dictionaries(
    st.sampled_from(_DOCUMENT_KEYS),
    st.sampled_from(("Deny", "Allow", "*", "s3:*", 7))
    | st.dictionaries(st.sampled_from(_DOCUMENT_KEYS), _JSON, max_size=3)
    | st.lists(st.dictionaries(st.sampled_from(_DOCUMENT_KEYS), _JSON | st.just("Deny"), max_size=4), max_size=2),
    max_size=3,
)


@st.composite
def _anything(draw: st.DrawFn) -> Graph:
    """A few resources of the types that checks know, with any values at all."""
    graph = Graph()
    types = sorted({type for invariant in invariants() for type in invariant.types} - {EVERY})
    nodes: list[Node] = []
    for number, type in enumerate(draw(st.lists(st.sampled_from(types), min_size=1, max_size=4))):
        names = ["allowedAccountIds", "assumeRoles"] if type == PROVIDER else sorted(schema.inputs(type))
        value = _JSON | _DOCUMENT | _DOCUMENT.map(json.dumps)
        inputs = draw(st.dictionaries(st.sampled_from(names), value, max_size=8))
        after = draw(st.lists(st.sampled_from(nodes), max_size=2)) if nodes else []
        if type == PROVIDER:
            node = provider(str(number), **inputs)
        else:
            node = made(
                type,
                str(number),
                inputs,
                after=after,
                outputs=draw(st.dictionaries(st.text(), _JSON)),
                id=draw(st.text()),
            )
        nodes.append(node)
        graph.add(node)
    return graph


@settings(max_examples=200, deadline=None)
@given(_anything())
def test_no_graph_trips_a_check(graph: Graph) -> None:
    for broken in check(graph, ORGANIZATION):
        assert broken.urn and broken.message


def test_a_region_left_to_the_provider_is_found(world: World) -> None:
    def program() -> None:
        provider = world.within().providers[0]
        for name, region in (("stated", OTHER), ("left-out", None)):
            aws.ebs.EncryptionByDefault(
                name, enabled=True, region=region, opts=pulumi.ResourceOptions(provider=provider)
            )

    found = [broken for broken in check(world.run(program), ORGANIZATION) if broken.check == "regions-stated"]
    assert [broken.urn.rpartition("::")[2] for broken in found] == ["left-out"]


@pytest.fixture(scope="module")
def example() -> Graph:
    """All layers of the example organization."""
    with EmbeddedAws(MANAGEMENT) as embedded:
        return run_program(
            lambda: stacks.deploy(_EXAMPLE, _EXAMPLE.name),
            embedded,
            stack=_EXAMPLE.name,
            home_region=_EXAMPLE.home_region,
        )


def test_the_example_organization_passes_every_check(example: Graph) -> None:
    assert check(example, _EXAMPLE) == []


def _without(node: Node, *names: str) -> Node:
    return replace(node, inputs={name: value for name, value in node.inputs.items() if name not in names})


def _policy_without(node: Node, sid: str) -> Node:
    policy = json.loads(node.inputs["policy"])
    policy["Statement"] = [statement for statement in policy["Statement"] if statement["Sid"] != sid]
    return replace(node, inputs={**node.inputs, "policy": json.dumps(policy)})


def _alone(node: Node) -> Node:
    return replace(node, dependencies=(), parent="")


# One resource of the example, what is done to it, and the check that notices it first of all.
SPOILED: Mapping[str, tuple[str, str, Callable[[Node], Node], str]] = {
    "an account's name": (ACCOUNT, "", lambda node: _without(node, "name"), "explicit-names"),
    "the order of accounts": (ACCOUNT, "orders-production", _alone, "accounts-in-series"),
    "the order of delegations": (GUARDDUTY, "", _alone, "administration-in-series"),
    "the order of attachments": (ATTACHMENT, "organization-2", _alone, "attachments-in-series"),
    "guardrails at the end": (ATTACHMENT, "suspended", _alone, "guardrails-last"),
    "the channel after the recorder": (CHANNEL, "", _alone, "recorders-in-order"),
    "packs after recorders": (PACK, "", _alone, "recorders-everywhere-first"),
    "the trail after its bucket": (TRAIL, "", _alone, "deliveries-awaited"),
    "the trail's name": (
        TRAIL,
        "",
        lambda node: replace(node, inputs={**node.inputs, "name": "x"}),
        "deliveries-accepted",
    ),
    "what the trail writes": (
        BUCKET_POLICY,
        "archive-trail",
        lambda node: _policy_without(node, "Deliver"),
        "deliveries-accepted",
    ),
    "what the trail reads": (
        BUCKET_POLICY,
        "archive-trail",
        lambda node: _policy_without(node, "Look"),
        "deliveries-accepted",
    ),
    "what AWS Config writes": (
        BUCKET_POLICY,
        "-config-",
        lambda node: _policy_without(node, "Deliver"),
        "deliveries-accepted",
    ),
    "where flow logs go": (
        BUCKET_POLICY,
        "flow-logs",
        lambda node: _policy_without(node, "Deliver"),
        "deliveries-accepted",
    ),
    "the trail's key": (KEY, "archive-trail", lambda node: _policy_without(node, "Delivery"), "delivery-keys-usable"),
    "a key's administration": (
        KEY,
        "-config-",
        lambda node: _policy_without(node, "Administration"),
        "keys-administered",
    ),
    "the alarms' key": (KEY, "alerts", lambda node: _policy_without(node, "Alarms"), "alarms-heard"),
    "the alarms' topic": (TOPIC_POLICY, "", lambda node: _policy_without(node, "Alarms"), "alarms-heard"),
    "the trail's streams": (
        ROLE_POLICY,
        "trail-delivery",
        lambda node: _policy_without(node, "Deliver"),
        "trails-reach-their-log-group",
    ),
    "the block of public access": (ONCE, "", lambda node: replace(node, retain_on_delete=False), "protections-kept"),
    "central configuration": (CENTRAL, "", _alone, "central-configuration-alone"),
}


@pytest.mark.parametrize("what", SPOILED)
def test_what_is_spoiled_in_the_example_is_noticed(example: Graph, what: str) -> None:
    type, part, spoil, noticed = SPOILED[what]
    target = next(node for node in example.of_type(type) if part in node.name)
    spoiled = Graph()
    for node in example:
        spoiled.add(spoil(node) if node is target else node)
    assert noticed in {broken.check for broken in check(spoiled, _EXAMPLE)}
