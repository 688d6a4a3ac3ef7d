"""Trails record every management event, reads and writes."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import TRAIL, management_kinds, trail


def _check(resource: Resource) -> Iterator[str]:
    kinds = management_kinds(resource)
    missing = [kind for kind in ("read", "write") if kind not in kinds]
    if missing:
        yield f"calls go unrecorded; got no management events that {' or '.join(missing)}, expected all of them"


def _basic(*selectors: dict[str, object]) -> Given:
    return trail(eventSelectors=list(selectors))


def _advanced(category: str = "Management", **fields: str) -> Given:
    chosen = [{"field": name, "equals": [value]} for name, value in ({"eventCategory": category} | fields).items()]
    return trail(advancedEventSelectors=[{"fieldSelectors": chosen}])


_READS = {"readWriteType": "ReadOnly", "includeManagementEvents": True}

CONTROL = Control(
    id="cloudtrail.management-events",
    title="Trails record every management event, reads and writes",
    practices=("account.cloudtrail", "logging.cloudtrail"),
    severity=Severity.HIGH,
    why="Selectors replace what a trail records by itself: one for data alone leaves the rest out.",
    fix="add a selector with includeManagementEvents true and readWriteType All",
    rules=(ResourceRule((TRAIL,), _check),),
    detection=(SecurityHubControl("CloudTrail.1"),),
    tier=Tier.MINIMAL,
    frameworks={
        Framework.FSBP: ("CloudTrail.1",),
        Framework.CIS_3_0: ("3.1",),
        Framework.CIS_5_0: ("3.1",),
        Framework.CIS_7_0: ("4.1",),
    },
    good=(
        example("everything omitted but the bucket", trail()),
        example("a selector that does not say", _basic({})),
        example("a selector for both", _basic({"readWriteType": "All", "includeManagementEvents": True})),
        example("two selectors", _basic(_READS, {"readWriteType": "WriteOnly"})),
        example("an advanced selector", _advanced()),
    ),
    bad=(
        example("only reads", _basic(_READS)),
        example("only writes", _basic({"readWriteType": "WriteOnly"})),
        example("only data", _basic({"includeManagementEvents": False})),
        example("an advanced selector of data", _advanced("Data")),
        example("an advanced selector of reads", _advanced(readOnly="true")),
        example("an advanced selector of writes", _advanced(readOnly="false")),
    ),
)
