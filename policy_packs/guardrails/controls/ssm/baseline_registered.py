"""Patch baselines are what some instances are patched by."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import BASELINE, PATCH_GROUP, baseline

_DEFAULT = "aws:ssm/defaultPatchBaseline:DefaultPatchBaseline"


def _check(baseline: Resource, stack: Stack) -> Iterator[str]:
    if not any(stack.sidecars(baseline, type, by="baselineId") for type in (_DEFAULT, PATCH_GROUP)):
        yield "no instance is patched by it; got no DefaultPatchBaseline and no PatchGroup, expected one of them"


def _default(id: Any) -> Given:
    return Given(_DEFAULT, {"baselineId": id, "operatingSystem": "AMAZON_LINUX_2023"}, name="default")


def _group(id: Any) -> Given:
    return Given(PATCH_GROUP, {"baselineId": id, "patchGroup": "web"}, name="group")


CONTROL = Control(
    id="ssm.baseline-registered",
    title="Patch baselines are what some instances are patched by",
    practices=("patching.patch-manager",),
    severity=Severity.MEDIUM,
    why="A baseline that is neither the default nor a group's is never asked: its rules only look as if they held.",
    fix="add a DefaultPatchBaseline or a PatchGroup with the baseline's id",
    rules=(StackRule((BASELINE,), _check),),
    detection=(SecurityHubControl("SSM.2"),),
    frameworks={Framework.FSBP: ("SSM.2",)},
    good=(
        example("the default", baseline(), _default(Ref("baseline"))),
        example("of a group", baseline(), _group(Ref("baseline"))),
    ),
    bad=(
        example("everything omitted", Given(BASELINE)),
        example("another default", baseline(), _default("pb-0a1b2c3d4e5f60718")),
        example("another's group", baseline(), _group("pb-0a1b2c3d4e5f60718")),
    ),
)
