"""Event data stores can't be deleted at once."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import STORE


def _check(store: Resource) -> Iterator[str]:
    if not store.flag("terminationProtectionEnabled", default=True):
        yield "the store goes with one call; got terminationProtectionEnabled false, expected true"


def _mend(store: Resource) -> dict[str, bool]:
    return {"terminationProtectionEnabled": True} if any(_check(store)) else {}


CONTROL = Control(
    id="cloudtrail.lake-protected",
    title="Event data stores can't be deleted at once",
    practices=("logging.cloudtrail", "response.plan"),
    severity=Severity.LOW,
    why="Whoever gets into the account deletes the evidence first.",
    fix="set terminationProtectionEnabled to true, or leave it out",
    rules=(ResourceRule((STORE,), _check, _mend),),
    good=(
        example("everything omitted", Given(STORE)),
        example("said", Given(STORE, {"terminationProtectionEnabled": True})),
    ),
    bad=(example("off", Given(STORE, {"terminationProtectionEnabled": False})),),
)
