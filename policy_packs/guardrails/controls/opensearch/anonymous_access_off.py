"""Search domains let nobody in without a user."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import OPENSEARCH, domain


def _check(search: Resource) -> Iterator[str]:
    if search.block("advancedSecurityOptions").flag("anonymousAuthEnabled"):
        yield "nobody has to sign in; got advancedSecurityOptions.anonymousAuthEnabled true, expected false"


def _mend(search: Resource) -> dict[str, bool]:
    return {"advancedSecurityOptions.anonymousAuthEnabled": False} if any(_check(search)) else {}


CONTROL = Control(
    id="opensearch.anonymous-access-off",
    title="Search domains let nobody in without a user",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="The month of grace for anonymous requests is a month in which access control controls nothing.",
    fix="leave advancedSecurityOptions.anonymousAuthEnabled out, or set it to false",
    rules=(ResourceRule((OPENSEARCH,), _check, _mend),),
    good=(
        example("everything omitted", Given(OPENSEARCH)),
        example("users only", domain(advancedSecurityOptions={"enabled": True, "anonymousAuthEnabled": False})),
    ),
    bad=(example("anonymous too", domain(advancedSecurityOptions={"enabled": True, "anonymousAuthEnabled": True})),),
)
