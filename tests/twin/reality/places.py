"""Accounts, regions and providers."""

from __future__ import annotations

import json
from dataclasses import replace

from twin.graph import Node

from ._cases import (
    DISTRIBUTION,
    EUROPE,
    HOME,
    LOG_GROUP,
    MANAGEMENT,
    OTHER,
    ROLE,
    SECURITY,
    WEB_ACL,
    WORKLOAD,
    component,
    made,
    provider,
    right,
    wrong,
)

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
right("regions-stated", "a type that the SDK doesn't know", replace(made(ROLE), type="aws:no/such:Thing"))
wrong("regions-stated", "the provider's", made(LOG_GROUP, defaulted=frozenset({"region"})))
wrong("regions-stated", "none", made(LOG_GROUP, inputs={"region": None}))

right("regions-governed", "both regions", made(LOG_GROUP, "a"), made(LOG_GROUP, "b", region=OTHER), made(ROLE))
right("regions-governed", "a regional web ACL", made(WEB_ACL, inputs={"scope": "REGIONAL"}, region=OTHER))
right(
    "regions-governed",
    "what is global",
    made("aws:servicequotas/templateAssociation:TemplateAssociation"),
    organization=EUROPE,
)
right(
    "regions-governed",
    "CloudFront's own, with its logs",
    _WEB,
    _CLOUDFRONT,
    made(LOG_GROUP, parent=_WEB),
    organization=EUROPE,
)
wrong("regions-governed", "far from CloudFront's", _WEB, _CLOUDFRONT, made(LOG_GROUP, parent=_WEB, region="ap-south-1"))
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
_REGIONS = component("regions", regions=[HOME, OTHER])
_EACH = [made(LOG_GROUP, region, parent=_REGIONS, region=region) for region in (HOME, OTHER)]
right("siblings-together", "all regions", _REGIONS, *_EACH)
right("siblings-together", "no component", made(LOG_GROUP, "a"), made(LOG_GROUP, "b", region=OTHER))
_TOLD = component("told", region=OTHER, scope="CLOUDFRONT")
right(
    "siblings-together",
    "told for nothing",
    _TOLD,
    replace(_CLOUDFRONT, parent=_TOLD.urn),
    made(LOG_GROUP, parent=_TOLD),
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
_ONE_ROLE = json.dumps({"role_arn": f"arn:aws:iam::{MANAGEMENT}:role/x"})
right("providers-pinned", "one role", provider(assumeRoles=_ONE_ROLE))
wrong("providers-pinned", "a role's name", provider(assumeRoles=json.dumps(["x"])))
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
