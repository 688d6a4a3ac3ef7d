"""Patch baselines approve patches, and keep doing so."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_BASELINE = "aws:ssm/patchBaseline:PatchBaseline"


def _check(baseline: Resource) -> Iterator[str]:
    rules = baseline.blocks("approvalRules")
    if "approvedPatches" in baseline or not all("approveUntilDate" in rule for rule in rules):
        return
    if rules:
        yield "no later patch is ever approved; got approvalRules that all end at a date, expected approveAfterDays"
    else:
        yield "no patch is ever approved; got neither approvalRules nor approvedPatches, expected one of them"


def _given(**rule: Any) -> Given:
    security = {"patchFilters": [{"key": "CLASSIFICATION", "values": ["Security"]}]}
    return Given(
        _BASELINE, {"name": "linux", "operatingSystem": "AMAZON_LINUX_2023", "approvalRules": [security | rule]}
    )


CONTROL = Control(
    id="ssm.patching-stays-on",
    title="Patch baselines approve patches, and keep doing so",
    practices=("patching.patch-manager",),
    severity=Severity.HIGH,
    why="Instances comply with a baseline that approves nothing, however many of their holes are known.",
    fix="add an approval rule with approveAfterDays, or list approvedPatches",
    rules=(ResourceRule((_BASELINE,), _check),),
    guardrails=(
        Guardrail(
            sid="DenyChangeOfPatching",
            actions=(
                "ssm:DeletePatchBaseline",
                "ssm:DeregisterPatchBaselineForPatchGroup",
                "ssm:RegisterDefaultPatchBaseline",
                "ssm:ResetServiceSetting",
                "ssm:UpdateServiceSetting",
            ),
        ),
    ),
    detection=(ConfigRule("EC2_MANAGEDINSTANCE_PATCH_COMPLIANCE_STATUS_CHECK"), SecurityHubControl("SSM.2")),
    frameworks={Framework.FSBP: ("SSM.2",)},
    good=(
        example("security patches after a week", _given(approveAfterDays=7)),
        example("at once", _given(approveAfterDays=0)),
        example("patches named one by one", Given(_BASELINE, {"name": "linux", "approvedPatches": ["CVE-2021-44228"]})),
    ),
    bad=(
        example("everything omitted", Given(_BASELINE)),
        example("an end date", _given(approveUntilDate="2026-06-30")),
    ),
)
