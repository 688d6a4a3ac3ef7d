"""The organization administers the root users of its accounts.

Source: IAM user guide, "Centrally manage root access for member accounts".
"""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, Severity, StackRule, example
from .._resources import Resource, Stack

_FEATURES = "aws:iam/organizationsFeatures:OrganizationsFeatures"
_ORGANIZATION = "aws:organizations/organization:Organization"
_BOTH = ["RootCredentialsManagement", "RootSessions"]


def _check(features: Resource) -> Iterator[str]:
    enabled = features.texts("enabledFeatures")
    missing = [name for name in _BOTH if name not in enabled]
    if missing:
        yield f"accounts keep root users of their own; got no {' and no '.join(missing)}, expected both"


def _mend(features: Resource) -> dict[str, Any]:
    return {"enabledFeatures": _BOTH} if any(_check(features)) else {}


def _check_organization(_: Resource, stack: Stack) -> Iterator[str]:
    if not stack.of_type(_FEATURES):
        yield f"accounts keep root users of their own; got no OrganizationsFeatures, expected {' and '.join(_BOTH)}"


def _given(*enabled: str) -> Given:
    return Given(_FEATURES, {"enabledFeatures": list(enabled)}, name="features")


_ORG = Given(_ORGANIZATION, {"featureSet": "ALL"}, name="organization")

CONTROL = Control(
    id="iam.centralized-root-access",
    title="The organization administers the root users of its accounts",
    practices=("iam.no-root", "account.organizations"),
    severity=Severity.HIGH,
    why="Every account has a root user that no policy limits; without credentials nobody can sign in as one.",
    fix="set enabledFeatures to RootCredentialsManagement and RootSessions beside the organization",
    rules=(ResourceRule((_FEATURES,), _check, _mend), StackRule((_ORGANIZATION,), _check_organization)),
    frameworks={Framework.CIS_7_0: ("2.1.1",)},
    good=(
        example("both features", _given(*_BOTH)),
        example("in another order", _given(*reversed(_BOTH))),
        example("beside the organization", _ORG, _given(*_BOTH)),
    ),
    bad=(
        example("everything omitted", Given(_FEATURES)),
        example("none", _given()),
        *(example(f"only {name}", _given(name)) for name in _BOTH),
        example("an organization without", _ORG),
    ),
)
