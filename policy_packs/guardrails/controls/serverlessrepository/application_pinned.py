"""Applications of the serverless repository are of a fixed version."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import ANYTHING, Setting, examples

_TABLE = {
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": (Setting("semanticVersion", ANYTHING),),
}
_CONSEQUENCE = "whatever is published next is deployed"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="serverlessrepository.application-pinned",
    title="Applications of the serverless repository are of a fixed version",
    practices=("application.secure-coding",),
    severity=Severity.MEDIUM,
    why="Whoever takes over the publisher's account takes over all that deploy its latest version.",
    fix="set semanticVersion",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
