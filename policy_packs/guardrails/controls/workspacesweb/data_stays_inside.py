"""Browsers in the cloud keep data inside."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity, Tier
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:workspacesweb/userSettings:UserSettings": (
        Setting("copyAllowed", ("Disabled",)),
        Setting("downloadAllowed", ("Disabled",)),
        Setting("printAllowed", ("Disabled",)),
    ),
}
_CONSEQUENCE = "what people see there ends up on any machine"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="workspacesweb.data-stays-inside",
    title="Browsers in the cloud keep data inside",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The browser runs in the cloud so that data of the company doesn't reach machines that it doesn't manage.",
    fix="set copyAllowed, downloadAllowed and printAllowed to Disabled",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
