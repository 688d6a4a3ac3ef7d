"""Search domains and collections on the internet let nobody in without a name.

Inside a VPC the network decides first, and a policy for everybody is usual there. Source: OpenSearch Service developer
guide, "About access policies on VPC domains", "Network access for Amazon OpenSearch Serverless".
"""

import json
from collections.abc import Iterator
from typing import Any

from .._documents import public_grants
from .._frameworks import Framework
from .._model import Control, Given, Ref, ResourceRule, Severity, StackRule, Tier, example
from .._properties import Undecided
from .._resources import Resource, Stack

_DOMAIN = "aws:opensearch/domain:Domain"
_OLD_DOMAIN = "aws:elasticsearch/domain:Domain"
_POLICY = "aws:opensearch/domainPolicy:DomainPolicy"
_OLD_POLICY = "aws:elasticsearch/domainPolicy:DomainPolicy"
_NETWORK = "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy"
_DOMAIN_OF = {_POLICY: _DOMAIN, _OLD_POLICY: _OLD_DOMAIN}


def _check_domain(domain: Resource) -> Iterator[str]:
    if "vpcOptions" not in domain:
        yield from public_grants(domain, "accessPolicies")


def _check_policy(policy: Resource, stack: Stack) -> Iterator[str]:
    if not any("vpcOptions" in domain for domain in stack.targets(policy, "domainName", _DOMAIN_OF[policy.type])):
        yield from public_grants(policy, "accessPolicies")


def _rules(policy: Resource) -> list[Any]:
    """The rules of a network policy, which is a list in JSON."""
    try:
        rules = json.loads(policy.text("policy"))
    except (ValueError, RecursionError):
        raise Undecided("policy") from None
    return rules if isinstance(rules, list) else [rules]


def _check_network(policy: Resource) -> Iterator[str]:
    if policy.text("type") != "network":
        return
    for number, rule in enumerate(_rules(policy), 1):
        if isinstance(rule, dict) and rule.get("AllowFromPublic") is True:
            yield f"rule {number} opens collections to the internet; got AllowFromPublic true, expected SourceVPCEs"


def _document(principal: object, **condition: object) -> dict[str, Any]:
    statement = {
        "Effect": "Allow",
        "Principal": principal,
        "Action": "es:ESHttp*",
        "Resource": "arn:aws:es:eu-west-1:111122223333:domain/shop/*",
        **({"Condition": condition} if condition else {}),
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def _network(*rules: object, type: str = "network") -> Given:
    return Given(_NETWORK, {"name": "shop", "type": type, "policy": json.dumps(list(rules))})


_IN_VPC = {"vpcOptions": {"subnetIds": ["subnet-0a1b2c3d"]}}
_EVERYBODY = {"accessPolicies": json.dumps(_document({"AWS": "*"}))}
_COLLECTION = {"Rules": [{"ResourceType": "collection", "Resource": ["collection/shop"]}]}

CONTROL = Control(
    id="opensearch.not-public",
    title="Search domains and collections on the internet let nobody in without a name",
    practices=("network.private-subnets", "iam.least-privilege"),
    severity=Severity.CRITICAL,
    why="Open search clusters are found by scanners within hours, read out, and wiped for ransom.",
    fix="name the principals or the addresses in the policy, or put the endpoint into a VPC",
    rules=(
        ResourceRule((_DOMAIN, _OLD_DOMAIN), _check_domain),
        StackRule((_POLICY, _OLD_POLICY), _check_policy),
        ResourceRule((_NETWORK,), _check_network),
    ),
    tier=Tier.MINIMAL,
    frameworks={Framework.CIS_7_0: ("2.21",)},
    good=(
        example("everything omitted: nobody is let in", Given(_DOMAIN)),
        example("one role", Given(_DOMAIN, {"accessPolicies": json.dumps(_document({"AWS": "111122223333"}))})),
        example(
            "one network",
            Given(_DOMAIN, {"accessPolicies": _document("*", IpAddress={"aws:SourceIp": "203.0.113.0/24"})}),
        ),
        example("everybody in the VPC", Given(_DOMAIN, _IN_VPC | _EVERYBODY)),
        *(
            example(
                f"everybody in the VPC by {type}",
                Given(domain, _IN_VPC | {"domainName": "shop"}, name="domain"),
                Given(type, {"domainName": Ref("domain", "domainName"), **_EVERYBODY}, name="policy"),
            )
            for type, domain in _DOMAIN_OF.items()
        ),
        example("a collection in a VPC", _network(_COLLECTION | {"SourceVPCEs": ["vpce-1a2b3c4d"]})),
        example("a collection that is not public", _network(_COLLECTION | {"AllowFromPublic": False})),
        example("a policy of encryption", _network(_COLLECTION | {"AllowFromPublic": True}, type="encryption")),
        example("what is no rule", _network("AllowFromPublic")),
    ),
    bad=(
        *(example(f"everybody by {type}", Given(type, _EVERYBODY)) for type in (_DOMAIN, _OLD_DOMAIN)),
        *(
            example(
                f"everybody by {type}",
                Given(domain, {"domainName": "shop"}, name="domain"),
                Given(type, {"domainName": Ref("domain", "domainName"), **_EVERYBODY}, name="policy"),
            )
            for type, domain in _DOMAIN_OF.items()
        ),
        example("everybody, in a domain of another program", Given(_POLICY, {"domainName": "shop", **_EVERYBODY})),
        example(
            "everybody, beside another domain in a VPC",
            Given(_DOMAIN, _IN_VPC | {"domainName": "other"}, name="domain"),
            Given(_POLICY, {"domainName": "shop", **_EVERYBODY}, name="policy"),
        ),
        example("a collection on the internet", _network(_COLLECTION | {"AllowFromPublic": True})),
        example(
            "one collection of two on the internet",
            _network(_COLLECTION | {"SourceVPCEs": ["vpce-1a2b3c4d"]}, _COLLECTION | {"AllowFromPublic": True}),
        ),
        example(
            "a single rule without a list",
            Given(_NETWORK, {"name": "n", "type": "network", "policy": json.dumps({"AllowFromPublic": True})}),
        ),
    ),
)
