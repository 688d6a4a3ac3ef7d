"""Storage Lens is on where it is configured."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_LENS = "aws:s3control/storageLensConfiguration:StorageLensConfiguration"


def _check(lens: Resource) -> Iterator[str]:
    if not lens.block("storageLensConfiguration").flag("enabled"):
        yield "nobody sees what the account stores; got storageLensConfiguration.enabled false, expected true"


def _mend(lens: Resource) -> dict[str, bool]:
    return {"storageLensConfiguration.enabled": True} if any(_check(lens)) else {}


def _given(enabled: bool | None) -> Given:
    configuration: dict[str, Any] = {"enabled": enabled, "accountLevel": {"bucketLevel": {}}}
    return Given(_LENS, {"configId": "organization", "storageLensConfiguration": configuration})


CONTROL = Control(
    id="s3.storage-lens-enabled",
    title="Storage Lens is on where it is configured",
    practices=("advisor.trusted-advisor", "logging.centralized"),
    severity=Severity.LOW,
    why="It is the one report that shows unencrypted, unversioned and growing buckets of a whole organization.",
    fix="set storageLensConfiguration.enabled to true",
    tier=Tier.REGULATED,
    rules=(ResourceRule((_LENS,), _check, _mend),),
    good=(example("on", _given(True)),),
    bad=(
        example("everything omitted", Given(_LENS)),
        example("off", _given(False)),
    ),
)
