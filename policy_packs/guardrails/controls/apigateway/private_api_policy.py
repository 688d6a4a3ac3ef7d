"""Private APIs have a policy that names the endpoints or networks that may call them.

Source: API Gateway developer guide, "Private REST APIs in API Gateway".
"""

import json
from collections.abc import Iterator
from typing import Any

from .._documents import public_statements, statements
from .._model import Control, Given, Ref, ResourceRule, Severity, StackRule, example
from .._properties import Block
from .._resources import Resource, Stack

_API = "aws:apigateway/restApi:RestApi"
_POLICY = "aws:apigateway/restApiPolicy:RestApiPolicy"
_DOMAIN = "aws:apigateway/domainName:DomainName"


def _is_private(resource: Resource) -> bool:
    return "PRIVATE" in resource.block("endpointConfiguration").texts("types")


def _check_policy(block: Block) -> Iterator[str]:
    for label, _ in public_statements(statements(block, "policy")):
        yield (
            f"any VPC of any account can call the private API; got statement {label} for any principal, "
            "expected a condition on aws:SourceVpce or aws:SourceVpc"
        )


def _check_api(api: Resource, stack: Stack) -> Iterator[str]:
    if not _is_private(api):
        return
    policies = [api] if "policy" in api else stack.sidecars(api, _POLICY, by="restApiId")
    for policy in policies:
        yield from _check_policy(policy)
    # The description of the API may hold the policy as well.
    if not policies and "x-amazon-apigateway-policy" not in api.text("body"):
        yield "nobody can call the private API; got no policy, expected one that names the endpoints that may"


def _check_domain(domain: Resource) -> Iterator[str]:
    if _is_private(domain):
        yield from _check_policy(domain)


def _statement(condition: object = None, effect: str = "Allow") -> dict[str, Any]:
    statement = {"Effect": effect, "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}
    return statement | ({"Condition": condition} if condition else {})


def _document(*items: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(items)}


_PRIVATE = {"name": "orders", "endpointConfiguration": {"types": "PRIVATE"}}
_PRIVATE_DOMAIN = {"domainName": "orders.internal", "endpointConfiguration": {"types": "PRIVATE"}}
_HERE = {"StringEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}
_ELSEWHERE = {"StringNotEquals": {"aws:SourceVpc": "vpc-1a2b3c4d"}}
_NARROW = _document(_statement(_HERE))
_WIDE = _document(_statement())
_TLS = _document(_statement({"Bool": {"aws:SecureTransport": "true"}}))

CONTROL = Control(
    id="apigateway.private-api-policy",
    title="Private APIs have a policy that names who may call them",
    practices=("network.vpc-endpoints", "iam.least-privilege"),
    severity=Severity.HIGH,
    why="A private API without such a policy can be called from every VPC of every account of AWS.",
    fix="add a policy with a condition on aws:SourceVpce or aws:SourceVpc",
    rules=(StackRule((_API,), _check_api), ResourceRule((_DOMAIN,), _check_domain)),
    good=(
        example("everything omitted: a public API", Given(_API)),
        example("a regional API", Given(_API, {"endpointConfiguration": {"types": "REGIONAL"}, "policy": _WIDE})),
        example("one endpoint", Given(_API, _PRIVATE | {"policy": _NARROW})),
        example(
            "everybody but those outside of one network",
            Given(_API, _PRIVATE | {"policy": _document(_statement(), _statement(_ELSEWHERE, "Deny"))}),
        ),
        example(
            "one endpoint by a policy beside it",
            Given(_API, _PRIVATE, name="api"),
            Given(_POLICY, {"restApiId": Ref("api"), "policy": _NARROW}, name="policy"),
        ),
        example(
            "a policy in the description",
            Given(_API, _PRIVATE | {"body": json.dumps({"openapi": "3.0.1", "x-amazon-apigateway-policy": _NARROW})}),
        ),
        example("a private domain for one endpoint", Given(_DOMAIN, _PRIVATE_DOMAIN | {"policy": _NARROW})),
        example("a regional domain", Given(_DOMAIN, {"endpointConfiguration": {"types": "EDGE"}, "policy": _WIDE})),
    ),
    bad=(
        example("no policy", Given(_API, _PRIVATE)),
        example("no policy in the description", Given(_API, _PRIVATE | {"body": json.dumps({"openapi": "3.0.1"})})),
        example("everybody", Given(_API, _PRIVATE | {"policy": _WIDE})),
        example("everybody over TLS", Given(_API, _PRIVATE | {"policy": _TLS})),
        example(
            "everybody by a policy beside it",
            Given(_API, _PRIVATE, name="api"),
            Given(_POLICY, {"restApiId": Ref("api"), "policy": _WIDE}, name="policy"),
        ),
        example(
            "the policy of another API",
            Given(_API, _PRIVATE, name="api"),
            Given(_POLICY, {"restApiId": "a1b2c3d4e5", "policy": _NARROW}, name="policy"),
        ),
        example("a private domain for everybody", Given(_DOMAIN, _PRIVATE_DOMAIN | {"policy": _WIDE})),
    ),
)
