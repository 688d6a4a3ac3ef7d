"""Names of buckets have no dots."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import BUCKET, BUCKETS


def _check(bucket: Resource) -> Iterator[str]:
    for name in ("bucket", "bucketPrefix"):
        if "." in bucket.text(name):
            yield f"no certificate fits the bucket's host name; got {name} {bucket.text(name)}, expected no dots"


CONTROL = Control(
    id="s3.bucket-name-without-dots",
    title="Names of buckets have no dots",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    why="S3's wildcard certificate covers one label, so clients of such a bucket turn the check of TLS off.",
    fix="name the bucket with letters, digits and hyphens only",
    tier=Tier.REGULATED,
    rules=(ResourceRule(BUCKETS, _check),),
    equivalents={Tool.TRIVY: ("AWS-0320",)},
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in BUCKETS),
        example("hyphens", Given(BUCKET, {"bucket": "www-example-com"})),
    ),
    bad=(
        *(example(f"dots: {type}", Given(type, {"bucket": "www.example.com"})) for type in BUCKETS),
        example("dots in the prefix", Given(BUCKET, {"bucketPrefix": "example.com-"})),
    ),
)
