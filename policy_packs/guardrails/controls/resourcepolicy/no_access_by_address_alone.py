"""No resource policy lets somebody in for nothing but their address."""

from collections.abc import Iterator

from .._documents import Statement
from .._model import Control, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import RESOURCE_POLICIES, document, each_statement, given, named


def _check_statement(statement: Statement) -> Iterator[str]:
    if statement.allows and statement.covers_every_principal() and statement.narrowing_keys() == {"aws:sourceip"}:
        yield (
            f"{named(statement)} lets everybody in who comes from an address; got any principal with "
            "aws:SourceIp alone, expected named principals"
        )


def _check(resource: Resource) -> Iterator[str]:
    yield from each_statement(resource, _check_statement)


_QUEUE = "aws:sqs/queuePolicy:QueuePolicy"
_OFFICE = {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}
_OURS = {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}


def _policy(principal: object = "*", **elements: object) -> dict[str, object]:
    return document(principal, **{"Action": "sqs:SendMessage"} | elements)


CONTROL = Control(
    id="resourcepolicy.no-access-by-address-alone",
    title="No resource policy lets somebody in for nothing but their address",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Guests, proxies and whoever takes over one machine share the address, and no log tells who they were.",
    fix="name the principals, and keep the condition on aws:SourceIp beside them",
    rules=(ResourceRule(RESOURCE_POLICIES, _check),),
    good=(
        example("named principals from an address", given(_QUEUE, _policy({"AWS": "111122223333"}, Condition=_OFFICE))),
        example("everybody of the organization from an address", given(_QUEUE, _policy(Condition=_OFFICE | _OURS))),
        example("everybody, which another control is about", given(_QUEUE, _policy())),
        example("everybody from everywhere", given(_QUEUE, _policy(Condition={"IpAddress": {"aws:SourceIp": "::/0"}}))),
        example("an endpoint", given(_QUEUE, _policy(Condition={"StringEquals": {"aws:SourceVpce": "vpce-0a1b2c3d"}}))),
        example("a deny", given(_QUEUE, _policy(Effect="Deny", Condition=_OFFICE))),
    ),
    bad=(
        example("everybody from an address", given(_QUEUE, _policy(Condition=_OFFICE))),
        example("every principal of AWS from an address", given(_QUEUE, _policy({"AWS": "*"}, Condition=_OFFICE))),
        example(
            "by TLS as well", given(_QUEUE, _policy(Condition=_OFFICE | {"Bool": {"aws:SecureTransport": "true"}}))
        ),
        example(
            "a bucket from an address",
            given("aws:s3/bucketPolicy:BucketPolicy", _policy(Action="s3:GetObject", Condition=_OFFICE)),
        ),
    ),
)
