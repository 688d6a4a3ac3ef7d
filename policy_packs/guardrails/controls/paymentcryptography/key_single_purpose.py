"""Payment keys are for one purpose."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:paymentcryptography/key:Key": (Setting("keyAttributes[].keyModesOfUses[].noRestrictions", False),),
}
_CONSEQUENCE = "one key decrypts, signs and wraps"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="paymentcryptography.key-single-purpose",
    title="Payment keys are for one purpose",
    practices=(
        "data.kms",
        "iam.least-privilege",
    ),
    severity=Severity.MEDIUM,
    why="A key that may do everything is as weak as the weakest protocol that uses it.",
    fix="set the modes of use that the key needs instead of noRestrictions",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
