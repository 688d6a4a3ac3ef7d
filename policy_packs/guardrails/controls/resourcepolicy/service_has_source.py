"""A resource policy that lets an AWS service in says on whose behalf.

Source: IAM user guide, "The confused deputy problem".
"""

import re
from collections.abc import Iterator

from .._documents import Statement
from .._model import Control, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import RESOURCE_POLICIES, document, each_statement, given, named

_SOURCES = frozenset(("aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner"))
# Services that tell no source; the account is in the path that they write to.
_WITHOUT_SOURCE = frozenset(("logdelivery.elasticloadbalancing.amazonaws.com",))
_ARN_OF_ACCOUNT = re.compile(r"arn:[^:]*:[^:]*:[^:]*:\d{12}:.*")
_NEEDED = "expected a condition on aws:SourceArn, aws:SourceAccount or aws:SourceOrgID"


def _has_source(statement: Statement) -> bool:
    return bool(statement.narrowing_keys() & _SOURCES) or any(
        # A key policy can name what is encrypted instead: the context has its ARN.
        key.lower().startswith("kms:encryptioncontext:")
        and operator in ("stringequals", "stringlike", "arnequals", "arnlike")
        and all(map(_ARN_OF_ACCOUNT.fullmatch, values))
        for operator, key, values in statement.conditions
    )


def _check_statement(statement: Statement) -> Iterator[str]:
    services = [value for kind, value in statement.principals if kind == "Service" and value not in _WITHOUT_SOURCE]
    if statement.allows and services and not _has_source(statement):
        yield f"{named(statement)} lets {', '.join(services)} in for any customer; got no source, {_NEEDED}"


def _check(resource: Resource) -> Iterator[str]:
    yield from each_statement(resource, _check_statement)


_TOPIC = "aws:sns/topicPolicy:TopicPolicy"
_KEY = "aws:kms/key:Key"
_EVENTS = {"Service": "events.amazonaws.com"}
_LOGS = {"Service": "logs.eu-west-1.amazonaws.com"}
_GROUPS = "arn:aws:logs:eu-west-1:111122223333:log-group"
_RULE = "arn:aws:events:eu-west-1:111122223333:rule/nightly"


def _context(operator: str, *arns: str) -> dict[str, dict[str, list[str]]]:
    return {operator: {"kms:EncryptionContext:aws:logs:arn": list(arns)}}


CONTROL = Control(
    id="resourcepolicy.service-has-source",
    title="A resource policy that lets an AWS service in says on whose behalf",
    practices=("iam.least-privilege", "automation.remediation"),
    severity=Severity.HIGH,
    why="Without a source, any customer of AWS can have the service use the resource on their behalf.",
    fix="add a condition on aws:SourceArn, aws:SourceAccount or aws:SourceOrgID to the statement",
    rules=(ResourceRule(RESOURCE_POLICIES, _check),),
    tier=Tier.MINIMAL,
    good=(
        *(
            example(f"a source by {key}", given(_TOPIC, document(_EVENTS, Condition={"StringLike": {key: value}})))
            for key, value in {
                "aws:SourceArn": _RULE,
                "aws:SourceAccount": "111122223333",
                "aws:SourceOwner": "111122223333",
                "aws:SourceOrgID": "o-a1b2c3d4e5",
                "aws:SourceOrgPaths": "o-a1b2c3d4e5/r-ab12/*",
            }.items()
        ),
        *(
            example(
                f"the ARN of what is encrypted by {operator}",
                given(
                    _KEY,
                    document(_LOGS, Condition=_context(operator, f"{_GROUPS}:*")),
                ),
            )
            for operator in ("StringEquals", "StringLike", "ArnEquals", "ArnLike")
        ),
        example(
            "a service that tells no source",
            given(
                "aws:s3/bucketPolicy:BucketPolicy",
                document({"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}),
            ),
        ),
        example("a role", given(_TOPIC, document({"AWS": "arn:aws:iam::111122223333:role/publisher"}))),
        example("a service that is denied", given(_TOPIC, document(_EVENTS, Effect="Deny"))),
    ),
    bad=(
        example("a service, with a name", given(_TOPIC, document(_EVENTS, Sid="Publish"))),
        example(
            "the source may be missing",
            given(_TOPIC, document(_EVENTS, Condition={"ArnLikeIfExists": {"aws:SourceArn": _RULE}})),
        ),
        example(
            "any rule",
            given(_TOPIC, document(_EVENTS, Condition={"ArnLike": {"aws:SourceArn": "arn:aws:events:*:*:*"}})),
        ),
        example(
            "a network, which a service does not have",
            given(_TOPIC, document(_EVENTS, Condition={"StringEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}})),
        ),
        example(
            "anybody's log groups", given(_KEY, document(_LOGS, Condition=_context("ArnLike", "arn:aws:logs:*:*:*")))
        ),
        example(
            "one log group, or anybody's",
            given(_KEY, document(_LOGS, Condition=_context("ArnLike", f"{_GROUPS}:shop", "arn:aws:logs:*:*:*"))),
        ),
        example(
            "all but some log groups",
            given(_KEY, document(_LOGS, Condition=_context("ArnNotLike", f"{_GROUPS}:x"))),
        ),
        example(
            "an ARN in another key",
            given(_KEY, document(_LOGS, Condition={"StringEquals": {"kms:RequestAlias": _RULE}})),
        ),
        *(example(f"a service by {token}", given(token, document(_EVENTS))) for token in RESOURCE_POLICIES),
    ),
)
