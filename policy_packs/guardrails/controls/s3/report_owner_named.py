"""Reports on a bucket name the account that their destination belongs to."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block
from .._resources import Resource

_INVENTORY = "aws:s3/inventory:Inventory"
_ANALYTICS = "aws:s3/analyticsConfiguration:AnalyticsConfiguration"


def _check_inventory(inventory: Resource) -> Iterator[str]:
    yield from _check_destination(inventory.block("destination").block("bucket"), "accountId")


def _check_analytics(analytics: Resource) -> Iterator[str]:
    export = analytics.block("storageClassAnalysis").block("dataExport")
    for destination in export.block("destination").blocks("s3BucketDestination"):
        yield from _check_destination(destination, "bucketAccountId")


def _check_destination(destination: Block, name: str) -> Iterator[str]:
    if not destination.text(name):
        path = destination.path(name)
        yield f"S3 sends the report to whoever has the bucket's name; got no {path}, expected the account's id"


def _inventory(**destination: str) -> Given:
    bucket = {"bucketArn": "arn:aws:s3:::reports", "format": "Parquet", **destination}
    return Given(
        _INVENTORY,
        {
            "bucket": "data",
            "includedObjectVersions": "All",
            "schedule": {"frequency": "Weekly"},
            "destination": {"bucket": bucket},
        },
    )


def _analytics(**destination: str) -> Given:
    bucket: dict[str, Any] = {"bucketArn": "arn:aws:s3:::reports", **destination}
    export = {"destination": {"s3BucketDestination": bucket}}
    return Given(_ANALYTICS, {"bucket": "data", "storageClassAnalysis": {"dataExport": export}})


CONTROL = Control(
    id="s3.report-owner-named",
    title="Reports on a bucket name the account that their destination belongs to",
    practices=("data.at-rest",),
    severity=Severity.LOW,
    why="When the destination is deleted, anybody can take its name and receive the list of all your objects.",
    fix="set the account id of the destination's bucket",
    tier=Tier.REGULATED,
    rules=(ResourceRule((_INVENTORY,), _check_inventory), ResourceRule((_ANALYTICS,), _check_analytics)),
    good=(
        example("an inventory with its account", _inventory(accountId="111122223333")),
        example("an analysis with its account", _analytics(bucketAccountId="111122223333")),
        example("an analysis without an export", Given(_ANALYTICS, {"bucket": "data"})),
    ),
    bad=(
        example("everything omitted", Given(_INVENTORY)),
        example("an inventory without an account", _inventory()),
        example("an analysis without an account", _analytics()),
    ),
)
