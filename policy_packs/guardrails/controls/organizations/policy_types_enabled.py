"""The organization takes the types of policies that guardrails are made of."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import ORGANIZATION, RESOURCE_CONTROL, SERVICE_CONTROL


def _missing(organization: Resource) -> list[str]:
    enabled = organization.texts("enabledPolicyTypes")
    return [type for type in organization.parameters["policyTypes"] if type not in enabled]


def _check(organization: Resource) -> Iterator[str]:
    if missing := _missing(organization):
        yield f"such policies can't be attached; got enabledPolicyTypes without {', '.join(missing)}, expected them"


def _mend(organization: Resource) -> dict[str, list[str]]:
    missing = _missing(organization)
    return {"enabledPolicyTypes": [*organization.texts("enabledPolicyTypes"), *missing]} if missing else {}


_BOTH = [SERVICE_CONTROL, RESOURCE_CONTROL]
_DECLARATIVE = "DECLARATIVE_POLICY_EC2"

CONTROL = Control(
    id="organizations.policy-types-enabled",
    title="The organization takes the types of policies that guardrails are made of",
    practices=("account.organizations",),
    severity=Severity.MEDIUM,
    why="While the type is off, member accounts do whatever their own administrators allow.",
    fix="add the missing types to enabledPolicyTypes",
    rules=(ResourceRule((ORGANIZATION,), _check, _mend),),
    frameworks={Framework.CIS_7_0: ("2.1.2",)},
    parameters={
        "policyTypes": Parameter(
            _BOTH,
            {"type": "array", "items": {"type": "string"}, "description": "The types of policies to be enabled."},
        )
    },
    good=(
        example("both", Given(ORGANIZATION, {"enabledPolicyTypes": _BOTH})),
        example("and more", Given(ORGANIZATION, {"enabledPolicyTypes": [*_BOTH, _DECLARATIVE]})),
        example("none asked for", Given(ORGANIZATION), policyTypes=[]),
    ),
    bad=(
        example("everything omitted", Given(ORGANIZATION)),
        *(example(f"only {type}", Given(ORGANIZATION, {"enabledPolicyTypes": [type]})) for type in _BOTH),
        example("one more asked for", Given(ORGANIZATION, {"enabledPolicyTypes": _BOTH}), policyTypes=[_DECLARATIVE]),
    ),
)
