"""Buckets serve no website by themselves."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import BUCKET, BUCKETS, WEBSITES, either


def _check_website(website: Resource) -> Iterator[str]:
    # A redirect serves no objects.
    if "redirectAllRequestsTo" not in website:
        yield "the bucket serves its objects over plain HTTP; got a website configuration, expected a CDN in front"


def _check_bucket(bucket: Resource) -> Iterator[str]:
    for website in either(bucket, "website", "websites"):
        if "redirectAllRequestsTo" not in website:
            yield f"the bucket serves its objects over plain HTTP; got {website.path()}, expected a CDN in front"


def _redirect(host: str) -> dict[str, object]:
    return {"redirectAllRequestsTo": host}


CONTROL = Control(
    id="s3.no-website-hosting",
    title="Buckets serve no website by themselves",
    practices=("data.in-transit", "network.private-subnets"),
    severity=Severity.MEDIUM,
    why="The website endpoint of S3 knows no TLS and only serves objects that everybody may read.",
    fix="serve the objects by CloudFront with an origin access control, and remove the website configuration",
    rules=(ResourceRule(WEBSITES, _check_website), ResourceRule(BUCKETS, _check_bucket)),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in BUCKETS),
        *(
            example(
                f"a redirect: {type}",
                Given(type, {"bucket": "old", "redirectAllRequestsTo": {"hostName": "www.example.com"}}),
            )
            for type in WEBSITES
        ),
        example("a redirect by the bucket's own block", Given(BUCKET, {"website": _redirect("www.example.com")})),
    ),
    bad=(
        *(
            example(f"a website: {type}", Given(type, {"bucket": "site", "indexDocument": {"suffix": "index.html"}}))
            for type in WEBSITES
        ),
        example("everything omitted of a website", Given(WEBSITES[0])),
        example("a website by the bucket's own block", Given(BUCKET, {"website": {"indexDocument": "index.html"}})),
        example("a website by the old token", Given(BUCKETS[1], {"websites": [{"indexDocument": "index.html"}]})),
    ),
)
