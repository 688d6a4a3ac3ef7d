"""Payment keys stay in the service."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity, Tier
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:paymentcryptography/key:Key": (Setting("exportable", False),),
}
_CONSEQUENCE = "whoever may export the key takes it along"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="paymentcryptography.key-not-exportable",
    title="Payment keys stay in the service",
    practices=("data.kms",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A key that was exported is protected by nothing of AWS's any more, and can't be taken back.",
    fix="set exportable to false",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
