"""Missing patches are reported with a severity."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BASELINE, baseline

_UNRATED = "UNSPECIFIED"


def _check_level(block: Block, name: str) -> Iterator[str]:
    if (block.text(name) or _UNRATED) == _UNRATED:
        yield f"a missing patch looks like any other; got {block.path(name)} {_UNRATED}, expected CRITICAL to LOW"


def _check(baseline: Resource) -> Iterator[str]:
    yield from each(baseline.blocks("approvalRules"), lambda rule: _check_level(rule, "complianceLevel"))
    if "approvedPatches" in baseline:
        yield from _check_level(baseline, "approvedPatchesComplianceLevel")


def _rules(*levels: str | None) -> Given:
    rules: list[dict[str, Any]] = [{"approveAfterDays": 7, "complianceLevel": level} for level in levels]
    return baseline(approvalRules=rules)


CONTROL = Control(
    id="ssm.patch-compliance-rated",
    title="Missing patches are reported with a severity",
    practices=("patching.patch-manager", "compliance.access-audit"),
    severity=Severity.LOW,
    why="Who looks at hundreds of findings without a severity looks at none.",
    fix="set complianceLevel of each rule, and approvedPatchesComplianceLevel of patches that are listed",
    rules=(ResourceRule((BASELINE,), _check),),
    good=(
        example("everything omitted", Given(BASELINE)),
        example("rated", _rules("CRITICAL", "LOW")),
        example("listed and rated", baseline(approvedPatches=["KB5034441"], approvedPatchesComplianceLevel="HIGH")),
    ),
    bad=(
        example("a rule without", _rules(None)),
        example("a rule that says so", _rules(_UNRATED)),
        example("the second rule", _rules("CRITICAL", _UNRATED)),
        example("listed, without", baseline(approvedPatches=["KB5034441"])),
        example("listed, says so", baseline(approvedPatches=["KB5034441"], approvedPatchesComplianceLevel=_UNRATED)),
    ),
)
