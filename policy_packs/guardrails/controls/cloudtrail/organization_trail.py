"""Where the organization is managed, trails record all of its accounts."""

from collections.abc import Iterator

from .._model import Control, Given, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import TRAIL, trail

# Who makes one of these manages the organization's trails.
_ANCHORS = (
    "aws:organizations/organization:Organization",
    "aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount",
)


def _check(resource: Resource, stack: Stack) -> Iterator[str]:
    if not resource.flag("isOrganizationTrail") and stack.of_type(*_ANCHORS):
        yield "the other accounts go unrecorded; got isOrganizationTrail false, expected true"


_ORGANIZATION = Given(_ANCHORS[0], {"featureSet": "ALL"}, name="organization")
_DELEGATION = Given(_ANCHORS[1], {"accountId": "444455556666"}, name="delegation")

CONTROL = Control(
    id="cloudtrail.organization-trail",
    title="Where the organization is managed, trails record all of its accounts",
    practices=("account.cloudtrail", "account.organizations"),
    severity=Severity.MEDIUM,
    why="A trail that each account keeps itself is a trail that each account can stop.",
    fix="set isOrganizationTrail to true",
    rules=(StackRule((TRAIL,), _check),),
    good=(
        example("a trail of the organization", _ORGANIZATION, trail(isOrganizationTrail=True)),
        example("an account of its own", trail()),
    ),
    bad=(
        example("everything omitted but the bucket", _ORGANIZATION, trail()),
        example("said", _ORGANIZATION, trail(isOrganizationTrail=False)),
        example("administered elsewhere", _DELEGATION, trail()),
    ),
)
