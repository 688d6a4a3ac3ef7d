"""Event data stores keep their events for a year."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import STORE

_YEAR = 365
# What AWS keeps when nothing is said.
_DEFAULT = 2555


def _check(store: Resource) -> Iterator[str]:
    days, minimum = store.number("retentionPeriod", default=_DEFAULT), store.parameters["minimumDays"]
    if days < minimum:
        yield f"evidence is gone before it is looked for; got retentionPeriod {days:g}, expected {minimum:g} or more"


CONTROL = Control(
    id="cloudtrail.lake-retained",
    title="Event data stores keep their events for a year",
    practices=("logging.cloudtrail", "response.plan"),
    severity=Severity.LOW,
    why="Intruders are noticed after months, and then their first steps matter.",
    fix="set retentionPeriod to 365 or more, or leave it out",
    rules=(ResourceRule((STORE,), _check),),
    parameters={"minimumDays": Parameter(_YEAR, {"type": "integer", "minimum": 1})},
    good=(
        example("everything omitted", Given(STORE)),
        example("a year", Given(STORE, {"retentionPeriod": _YEAR})),
        example("the longest time is asked for", Given(STORE), minimumDays=_DEFAULT),
    ),
    bad=(
        example("a day less", Given(STORE, {"retentionPeriod": _YEAR - 1})),
        example("longer than AWS keeps by itself", Given(STORE), minimumDays=_DEFAULT + 1),
    ),
)
