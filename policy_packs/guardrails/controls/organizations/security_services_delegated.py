"""Security services that work across the organization have a delegated administrator.

Judged where the stack delegates at all: a layer that only lets services into the organization leaves it to another.
"""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import Control, Given, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import DELEGATED, ORGANIZATION, SERVICE_ACCESS

# By the service's principal: the type of its own that names the administrator, where it has one.
_OWN_TYPES = {
    "access-analyzer.amazonaws.com": "",
    "config.amazonaws.com": "",
    "detective.amazonaws.com": "aws:detective/organizationAdminAccount:OrganizationAdminAccount",
    "fms.amazonaws.com": "aws:fms/adminAccount:AdminAccount",
    "guardduty.amazonaws.com": "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
    "inspector2.amazonaws.com": "aws:inspector2/delegatedAdminAccount:DelegatedAdminAccount",
    "macie.amazonaws.com": "aws:macie2/organizationAdminAccount:OrganizationAdminAccount",
    "securityhub.amazonaws.com": "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount",
}


def _is_delegated(principal: str, stack: Stack) -> bool:
    return bool(stack.of_type(_OWN_TYPES[principal])) or principal in stack.once(_delegated)


def _delegated(stack: Stack) -> set[str]:
    return {delegate.text("servicePrincipal") for delegate in stack.of_type(DELEGATED)}


def _delegates(stack: Stack) -> bool:
    return bool(stack.of_type(DELEGATED, *filter(None, _OWN_TYPES.values())))


def _check(trusting: Resource, stack: Stack) -> Iterator[str]:
    if not _delegates(stack):
        return
    name = "awsServiceAccessPrincipals" if trusting.type == ORGANIZATION else "servicePrincipal"
    for principal in trusting.texts(name):
        if principal in _OWN_TYPES and not _is_delegated(principal, stack):
            yield f"it is run from the management account; got {principal} in {name}, expected a delegate for it"


def _trusting(*principals: str) -> Given:
    return Given(ORGANIZATION, {"awsServiceAccessPrincipals": list(principals)}, name="organization")


def _delegate(principal: str) -> Given:
    content: dict[str, Any] = {"accountId": "444455556666", "servicePrincipal": principal}
    return Given(DELEGATED, content, name="delegate")


_CONFIG, _GUARDDUTY, _BACKUP = "config.amazonaws.com", "guardduty.amazonaws.com", "backup.amazonaws.com"
_DETECTORS = Given(_OWN_TYPES[_GUARDDUTY], {"adminAccountId": "444455556666"}, name="detectors")
_ACCESS = Given(SERVICE_ACCESS, {"servicePrincipal": _CONFIG}, name="access")

CONTROL = Control(
    id="organizations.security-services-delegated",
    title="Security services that work across the organization have a delegated administrator",
    practices=("account.organizations", "automation.security-hub-guardduty"),
    severity=Severity.MEDIUM,
    why="Without one, every analyst needs access to the management account, which no guardrail binds.",
    fix="name an account for security as the service's delegated administrator",
    rules=(StackRule((ORGANIZATION, SERVICE_ACCESS), _check),),
    frameworks={Framework.CIS_7_0: ("2.1.5", "2.1.6")},
    good=(
        example("everything omitted", Given(ORGANIZATION)),
        example("a service that isn't about security", _trusting("ram.amazonaws.com"), _delegate(_CONFIG)),
        example("a type of its own", _trusting(_GUARDDUTY), _DETECTORS),
        example("a delegate", _trusting(_CONFIG), _delegate(_CONFIG)),
        example("a delegate instead of the service's type", _trusting(_GUARDDUTY), _delegate(_GUARDDUTY)),
        example("access that is given apart", _ACCESS, _delegate(_CONFIG)),
        example("a layer that delegates nothing", _trusting(_CONFIG, _GUARDDUTY)),
    ),
    bad=(
        *(
            example(f"{principal}, a delegate of backups", _trusting(principal), _delegate(_BACKUP))
            for principal in _OWN_TYPES
        ),
        example("a delegate for another", _trusting(_CONFIG, _GUARDDUTY), _delegate(_CONFIG)),
        example("another's own type", _trusting(_CONFIG), _DETECTORS),
        example("access that is given apart, a delegate for another", _ACCESS, _delegate(_GUARDDUTY)),
    ),
)
