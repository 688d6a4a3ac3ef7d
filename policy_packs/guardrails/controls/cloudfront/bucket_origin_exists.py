"""Distributions point to buckets that exist: to those of the stack, or to others that are known."""

import re
from collections.abc import Iterator
from functools import partial

from .._documents import matches
from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Parameter,
    Ref,
    SecurityHubControl,
    Severity,
    StackRule,
    example,
)
from .._properties import Block, Undecided, each
from .._resources import Resource, Stack
from ._helpers import BUCKET, DISTRIBUTION, distribution

_BUCKETS = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
_ENDPOINT = re.compile(r"(?P<bucket>.+)\.s3(?:-website)?(?:[.-][a-z0-9.-]+)?\.amazonaws\.com(?:\.cn)?")


def _check(distribution: Resource, stack: Stack) -> Iterator[str]:
    if not stack.of_type(*_BUCKETS):
        return  # A stack without buckets leaves them to others.
    known, unnamed = stack.once(_names)
    elsewhere = distribution.parameters["bucketsElsewhere"]
    check = partial(_check_origin, known=known, unnamed=unnamed, elsewhere=elsewhere)
    yield from each(distribution.blocks("origins"), check)


def _names(stack: Stack) -> tuple[set[str], bool]:
    """The names of the stack's buckets, and whether there are others that aren't known yet."""
    buckets = stack.of_type(*_BUCKETS)
    known = {name for bucket in buckets for name in bucket.identifiers()}
    return known, any(bucket.is_anonymous() for bucket in buckets)


def _check_origin(origin: Block, known: set[str], unnamed: bool, elsewhere: list[str]) -> Iterator[str]:
    endpoint = _ENDPOINT.fullmatch(origin.text("domainName"))
    if endpoint is None or endpoint["bucket"] in known:
        return
    if unnamed:
        raise Undecided(origin.path("domainName"))
    if not any(matches(pattern, endpoint["bucket"]) for pattern in elsewhere):
        yield f"anybody can take the bucket's name; got {endpoint[0]}, expected a bucket of the stack or a known one"


_SITE = Given("aws:s3/bucket:Bucket", {"bucket": "site"}, name="bucket")
_OTHER = Given("aws:s3/bucket:Bucket", {"bucket": "logs"}, name="bucket")

CONTROL = Control(
    id="cloudfront.bucket-origin-exists",
    title="Distributions point to buckets that exist",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="Who creates a bucket of the name that a distribution still points to publishes under its domain.",
    fix="refer to a bucket of the stack, or name the bucket in bucketsElsewhere",
    rules=(StackRule((DISTRIBUTION,), _check),),
    detection=(ConfigRule("CLOUDFRONT_S3_ORIGIN_NON_EXISTENT_BUCKET"), SecurityHubControl("CloudFront.12")),
    frameworks={Framework.FSBP: ("CloudFront.12",)},
    parameters={
        "bucketsElsewhere": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "Names of buckets in other stacks, with * and ? where they vary.",
            },
        )
    },
    good=(
        example("the stack's bucket by name", _SITE, distribution(origins=[BUCKET])),
        example(
            "the stack's bucket by reference",
            Given("aws:s3/bucket:Bucket", {}, name="bucket"),
            distribution(origins=[BUCKET | {"domainName": Ref("bucket", "bucketRegionalDomainName")}]),
        ),
        example(
            "a bucket whose name isn't known yet, beside another one",
            _OTHER,
            Given("aws:s3/bucket:Bucket", {}, name="site"),
            distribution("edge", origins=[BUCKET]),
        ),
        example("a stack that leaves buckets to others", distribution(origins=[BUCKET])),
        example("a known bucket elsewhere", _OTHER, distribution(origins=[BUCKET]), bucketsElsewhere=["si*"]),
        example("a server", _OTHER, distribution()),
    ),
    bad=(
        example("no such bucket", _OTHER, distribution(origins=[BUCKET])),
        example(
            "no such website",
            _OTHER,
            distribution(origins=[BUCKET | {"domainName": "site.s3-website-us-east-1.amazonaws.com"}]),
        ),
        example(
            "in China", _OTHER, distribution(origins=[BUCKET | {"domainName": "a.s3.cn-north-1.amazonaws.com.cn"}])
        ),
        example("another one is known", _OTHER, distribution(origins=[BUCKET]), bucketsElsewhere=["sit"]),
    ),
)
