"""Policies of VPC endpoints let through only what belongs to the organization."""

import re
from collections.abc import Iterator
from typing import Any

from .._documents import Statement, statements
from .._model import Control, Given, Ref, ResourceRule, Severity, StackRule, example
from .._properties import Block
from .._resources import Resource, Stack

_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
_POLICY = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy"
_OWNERS = frozenset(
    f"aws:{side}{owner}" for side in ("principal", "resource") for owner in ("account", "orgid", "orgpaths")
)
# Every resource, or every one of a kind, in any account. Outside S3 an ARN without an account is AWS's own.
_ANYBODYS = re.compile(r"[*]+|arn:[^:]*:(s3::|[^:]*:[^:]*:[*]):([a-z-]+[/:])?[*/]*")
_EQUAL = ("stringequals", "stringlike")
_NOT_EQUAL = ("stringnotequals", "stringnotequalsifexists", "stringnotlike", "stringnotlikeifexists")


def _check_policy(block: Block) -> Iterator[str]:
    found = statements(block, "policy")
    if not found:
        yield "everything passes the endpoint; got no policy, expected one for the organization"
    elif not any(_denies_strangers(statement) for statement in found):
        for index, statement in enumerate(found):
            if _is_wide(statement):
                yield (
                    f"statement {statement.sid or index} lets everything pass the endpoint; got * for everybody, "
                    "expected a condition on aws:PrincipalOrgID or aws:ResourceOrgID"
                )


def _is_wide(statement: Statement) -> bool:
    anybodys = bool(statement.not_resources) or any(map(_ANYBODYS.fullmatch, statement.resources))
    return statement.is_public() and anybodys and not _names_owner(statement, _EQUAL)


def _denies_strangers(statement: Statement) -> bool:
    return statement.denies and statement.covers_every_principal() and _names_owner(statement, _NOT_EQUAL)


def _names_owner(statement: Statement, operators: tuple[str, ...]) -> bool:
    return any(
        operator in operators and key.lower() in _OWNERS and all(value.strip("*") for value in values)
        for operator, key, values in statement.conditions
    )


def _check_endpoint(endpoint: Resource, stack: Stack) -> Iterator[str]:
    kind = endpoint.text("vpcEndpointType", default="Gateway")
    # Only AWS's own services read the policy of an endpoint.
    if kind not in ("Gateway", "Interface") or endpoint.text("serviceName").startswith("com.amazonaws.vpce."):
        return
    if not stack.sidecars(endpoint, _POLICY, by="vpcEndpointId"):
        yield from _check_policy(endpoint)


def _document(condition: object = None, resource: object = "*", **elements: object) -> dict[str, Any]:
    statement = {"Sid": "Pass", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": resource, **elements}
    return {"Version": "2012-10-17", "Statement": [statement | ({"Condition": condition} if condition else {})]}


_S3 = {"vpcId": "vpc-0a1b2c3d", "serviceName": "com.amazonaws.us-east-1.s3"}
_OURS = {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:ResourceOrgID": "o-a1b2c3d4e5"}}
_ANY = {"StringLike": {"aws:ResourceOrgID": "*"}}
_WIDE = _document()
_ONE = {"AWS": "111122223333"}
_OURS_OR_ANY = {"StringLike": {"aws:ResourceOrgID": ["o-a1b2c3d4e5", "*"]}}
_NOT_OURS = {"StringNotEquals": {"aws:ResourceOrgID": "o-a1b2c3d4e5"}}
_REGION = {"StringEquals": {"aws:RequestedRegion": "us-east-1"}}
_NOT_REGION = {"StringNotEquals": {"aws:RequestedRegion": "us-east-1"}}
_ALL_BUT_ONE = _document(resource=None, NotResource="arn:aws:s3:::a")


def _with(**elements: object) -> dict[str, Any]:
    """Everything for everybody, with a deny for everybody unless the elements say otherwise."""
    deny = {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", **elements}
    return _WIDE | {"Statement": [*_WIDE["Statement"], deny]}


_PARTNER = {"vpcEndpointType": "Interface", "serviceName": "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d"}

CONTROL = Control(
    id="vpc.endpoint-policy-narrow",
    title="Policies of VPC endpoints let through only what belongs to the organization",
    practices=("network.vpc-endpoints", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="Through an endpoint that passes everything, stolen data leaves for a bucket of the thief's own account.",
    fix="give the endpoint a policy whose statements need aws:PrincipalOrgID or aws:ResourceOrgID",
    rules=(ResourceRule((_POLICY,), _check_policy), StackRule((_ENDPOINT,), _check_endpoint)),
    good=(
        example("the organization only", Given(_ENDPOINT, _S3 | {"policy": _document(_OURS)})),
        example(
            "the bucket of AWS's images only",
            Given(
                _ENDPOINT, _S3 | {"policy": _document(resource="arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*")}
            ),
        ),
        example(
            "the account only",
            Given(_ENDPOINT, _S3 | {"policy": _document({"StringEquals": {"aws:ResourceAccount": "111122223333"}})}),
        ),
        example(
            "documents that AWS publishes",
            Given(_ENDPOINT, _S3 | {"policy": _document(resource="arn:aws:ssm:us-east-1::document/*")}),
        ),
        example("a deny of what belongs to others", Given(_ENDPOINT, _S3 | {"policy": _with(Condition=_NOT_OURS)})),
        example(
            "a policy beside the endpoint",
            Given(_ENDPOINT, _S3, name="s3"),
            Given(_POLICY, {"vpcEndpointId": Ref("s3"), "policy": _document(_OURS)}, name="policy"),
        ),
        example("a partner's service, which reads no policy", Given(_ENDPOINT, _S3 | _PARTNER)),
        example("a firewall's endpoint", Given(_ENDPOINT, _S3 | {"vpcEndpointType": "GatewayLoadBalancer"})),
        example("one account's principals", Given(_ENDPOINT, _S3 | {"policy": _document(Principal=_ONE)})),
    ),
    bad=(
        example("everything omitted but the service", Given(_ENDPOINT, _S3)),
        example("everything for everybody", Given(_ENDPOINT, _S3 | {"policy": _WIDE})),
        example("any organization", Given(_ENDPOINT, _S3 | {"policy": _document(_ANY)})),
        example("an interface without a policy", Given(_ENDPOINT, _S3 | {"vpcEndpointType": "Interface"})),
        example(
            "one bucket, and everything",
            Given(_ENDPOINT, _S3 | {"policy": _document(resource=["arn:aws:s3:::a", "*"])}),
        ),
        example("all but one bucket", Given(_ENDPOINT, _S3 | {"policy": _ALL_BUT_ONE})),
        example("any organization among others", Given(_ENDPOINT, _S3 | {"policy": _document(_OURS_OR_ANY)})),
        example("a region, which is no owner", Given(_ENDPOINT, _S3 | {"policy": _document(_REGION)})),
        example(
            "strangers are allowed", Given(_ENDPOINT, _S3 | {"policy": _with(Effect="Allow", Condition=_NOT_OURS)})
        ),
        example(
            "one account's strangers are denied",
            Given(_ENDPOINT, _S3 | {"policy": _with(Principal=_ONE, Condition=_NOT_OURS)}),
        ),
        example("another region is denied", Given(_ENDPOINT, _S3 | {"policy": _with(Condition=_NOT_REGION)})),
        example("every bucket", Given(_ENDPOINT, _S3 | {"policy": _document(resource="arn:aws:s3:::*/*")})),
        example("a policy beside the endpoint with everything omitted", Given(_POLICY, {"vpcEndpointId": "vpce-1"})),
        example("a policy beside the endpoint for everybody", Given(_POLICY, {"vpcEndpointId": "v", "policy": _WIDE})),
        example(
            "the condition holds when its key is missing",
            Given(
                _ENDPOINT,
                _S3 | {"policy": _document({"StringEqualsIfExists": {"aws:ResourceOrgID": "o-a1b2c3d4e5"}})},
            ),
        ),
        example(
            "the policy of another endpoint",
            Given(_ENDPOINT, _S3, name="s3"),
            Given(_POLICY, {"vpcEndpointId": "vpce-9f8e7d6c", "policy": _document(_OURS)}, name="policy"),
        ),
    ),
)
