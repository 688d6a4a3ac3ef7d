"""What devices do is logged."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:iot/loggingOptions:LoggingOptions": (
        Setting("defaultLogLevel", ("DEBUG", "ERROR", "INFO", "WARN")),
        Setting("disableAllLogs", False),
    ),
}
_CONSEQUENCE = "nobody can tell what a device tried"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="iot.logged",
    title="What devices do is logged",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="A stolen certificate shows first in refused connections, which are in no other log.",
    fix="set defaultLogLevel to ERROR or more, and leave disableAllLogs out",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
