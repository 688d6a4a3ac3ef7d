"""New devices are checked before they get a certificate."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import ANYTHING, Setting, examples

_TABLE = {
    "aws:iot/provisioningTemplate:ProvisioningTemplate": (Setting("preProvisioningHook.targetArn", ANYTHING),),
}
_CONSEQUENCE = "any device that has the claim is let in"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="iot.provisioning-hook",
    title="New devices are checked before they get a certificate",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="The claim is the same in all devices of a fleet, so whoever opens one can register as many as he likes.",
    fix="set preProvisioningHook to a function that knows the devices that were made",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
