"""Security patches are approved within days."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BASELINE, baseline

# What the patch managers of the operating systems call updates that close holes.
_SECURITY = frozenset(("*", "CriticalUpdates", "Important", "Security", "SecurityUpdates"))
_KINDS = ("CLASSIFICATION", "SECTION")


def _is_about_security(rule: Block) -> bool:
    kinds = [filter.texts("values") for filter in rule.blocks("patchFilters") if filter.text("key") in _KINDS]
    return not kinds or any(_SECURITY.intersection(values) for values in kinds)


def _check(baseline: Resource) -> Iterator[str]:
    most = baseline.parameters["days"]

    def check_rule(rule: Block) -> Iterator[str]:
        days = rule.number("approveAfterDays")
        if days > most and _is_about_security(rule):
            yield f"known holes stay open; got {rule.path('approveAfterDays')} {days:g}, expected at most {most}"

    yield from each(baseline.blocks("approvalRules"), check_rule)


def _given(days: int | None, key: str = "CLASSIFICATION", *values: str) -> Given:
    rule: dict[str, Any] = {"approveAfterDays": days}
    filters = [{"key": "PRODUCT", "values": ["*"]}, {"key": key, "values": list(values or ("Security",))}]
    return baseline(approvalRules=[{"approveAfterDays": 0} | rule | {"patchFilters": filters}])


_KINDS_OF = [{"key": "CLASSIFICATION", "values": ["Bugfix"]}, {"key": "SECTION", "values": ["*"]}]

CONTROL = Control(
    id="ssm.patches-approved-in-time",
    title="Security patches are approved within days",
    practices=("patching.patch-manager",),
    severity=Severity.MEDIUM,
    why="The day that a patch is published is the day that everybody can read what it closes.",
    fix="lower approveAfterDays of the rules for security patches",
    rules=(ResourceRule((BASELINE,), _check),),
    detection=(SecurityHubControl("SSM.2"),),
    frameworks={Framework.FSBP: ("SSM.2",)},
    parameters={
        "days": Parameter(
            7, {"type": "integer", "minimum": 0, "maximum": 360, "description": "The days that a patch may wait."}
        )
    },
    good=(
        example("everything omitted", Given(BASELINE)),
        example("after a week", _given(7)),
        example("until a date", _given(None)),
        example("what isn't about security", _given(30, "CLASSIFICATION", "Bugfix", "Enhancement")),
        example("a section that isn't about security", _given(30, "SECTION", "optional")),
        example("more days by the configuration", _given(14), days=14),
    ),
    bad=(
        example("after eight days", _given(8)),
        example("fewer days by the configuration", _given(1), days=0),
        *(example(value, _given(30, "CLASSIFICATION", "Bugfix", value)) for value in sorted(_SECURITY)),
        example("a section", _given(30, "SECTION", "*")),
        example("one kind or another", baseline(approvalRules=[{"approveAfterDays": 30, "patchFilters": _KINDS_OF}])),
        example("everything of a product", _given(30, "SEVERITY", "Low")),
        example("the second rule", baseline(approvalRules=[{"approveAfterDays": 1}, {"approveAfterDays": 9}])),
    ),
)
