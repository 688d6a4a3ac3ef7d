"""Associations report what doesn't comply with a severity."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import ASSOCIATION, association

_UNRATED = "UNSPECIFIED"


def _check(association: Resource) -> Iterator[str]:
    if (association.text("complianceSeverity") or _UNRATED) == _UNRATED:
        yield f"a failure looks like any other; got complianceSeverity {_UNRATED}, expected CRITICAL to LOW"


CONTROL = Control(
    id="ssm.association-rated",
    title="Associations report what doesn't comply with a severity",
    practices=("patching.patch-manager", "compliance.access-audit"),
    severity=Severity.LOW,
    why="An instance without its agent, or without its patches, drowns among those that miss a wallpaper.",
    fix="set complianceSeverity",
    rules=(ResourceRule((ASSOCIATION,), _check),),
    detection=(ConfigRule("EC2_MANAGEDINSTANCE_ASSOCIATION_COMPLIANCE_STATUS_CHECK"), SecurityHubControl("SSM.3")),
    frameworks={Framework.FSBP: ("SSM.3",)},
    good=tuple(example(level, association(complianceSeverity=level)) for level in ("CRITICAL", "LOW")),
    bad=(
        example("everything omitted", Given(ASSOCIATION)),
        example("said to be none", association(complianceSeverity=_UNRATED)),
    ),
)
