"""Keys can't be deleted in a hurry, nor outside the deployment."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    Parameter,
    ResourceRule,
    SecurityHubControl,
    Severity,
    example,
)
from .._resources import Resource
from ._helpers import EXTERNAL_KEY, KEY, KEYS, REPLICA_EXTERNAL_KEY, REPLICA_KEY

_LONGEST = 30  # The longest window that KMS knows, and its default.


def _is_short(key: Resource) -> bool:
    minimum: int = key.parameters["minimumDays"]
    return key.number("deletionWindowInDays", default=_LONGEST) < minimum


def _check(key: Resource) -> Iterator[str]:
    if _is_short(key):
        days, minimum = key.number("deletionWindowInDays"), key.parameters["minimumDays"]
        yield f"a deletion is final too soon; got deletionWindowInDays {days:g}, expected at least {minimum}"


def _mend(key: Resource) -> dict[str, int]:
    return {"deletionWindowInDays": _LONGEST} if _is_short(key) else {}


CONTROL = Control(
    id="kms.key-deletion-window",
    title="Keys can't be deleted in a hurry",
    practices=("data.kms",),
    severity=Severity.MEDIUM,
    why="Deleting a key destroys all data under it; only the waiting time lets somebody notice and cancel.",
    fix="set deletionWindowInDays to 30, or leave it out",
    rules=(ResourceRule(KEYS, _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyDeletionOfKeys",
            actions=("kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:ScheduleKeyDeletion"),
        ),
    ),
    detection=(ConfigRule("KMS_CMK_NOT_SCHEDULED_FOR_DELETION"), SecurityHubControl("KMS.3")),
    answer="cancel-key-deletion",
    frameworks={Framework.FSBP: ("KMS.3",)},
    parameters={"minimumDays": Parameter(_LONGEST, {"type": "integer", "minimum": 7, "maximum": _LONGEST})},
    good=(
        example("everything omitted", Given(KEY)),
        example("the longest window", Given(KEY, {"deletionWindowInDays": 30})),
        example("a window that the configuration allows", Given(KEY, {"deletionWindowInDays": 14}), minimumDays=14),
    ),
    bad=(
        example("a day too short", Given(KEY, {"deletionWindowInDays": 29})),
        example("a window of a replica", Given(REPLICA_KEY, {"deletionWindowInDays": 7})),
        example("a window of a replica of an external key", Given(REPLICA_EXTERNAL_KEY, {"deletionWindowInDays": 7})),
        example(
            "a day short of what the configuration asks for", Given(KEY, {"deletionWindowInDays": 13}), minimumDays=14
        ),
        example("the shortest window", Given(KEY, {"deletionWindowInDays": 7})),
        example("a short window of an external key", Given(EXTERNAL_KEY, {"deletionWindowInDays": 14})),
    ),
)
