"""Every AWS Config recorder is started."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import RECORDER, ROLE, is_here

_STATUS = "aws:cfg/recorderStatus:RecorderStatus"


def _check(recorder: Resource, stack: Stack) -> Iterator[str]:
    statuses = [status for status in stack.sidecars(recorder, _STATUS, by="name") if is_here(status, recorder)]
    if not any(status.flag("isEnabled") for status in statuses):
        yield (
            f"nothing is recorded; got {len(statuses)} recorder statuses of the recorder's name and none started, "
            "expected one with isEnabled true"
        )


def _stack(status: dict[str, Any] | None = None) -> tuple[Given, ...]:
    region = {"region": "eu-central-1"}
    recorder = Given(RECORDER, {"name": "default", "roleArn": ROLE} | region, name="recorder")
    if status is None:
        return (recorder,)
    given = {"name": Ref("recorder", "name"), "isEnabled": True} | region | status
    return recorder, Given(_STATUS, given, name="status")


CONTROL = Control(
    id="config.recorder-started",
    title="Every AWS Config recorder is started",
    practices=("account.config",),
    severity=Severity.HIGH,
    why="A recorder that was declared but not started looks right in every listing and records nothing.",
    fix="add a recorder status with isEnabled true in the recorder's region",
    rules=(StackRule((RECORDER,), _check),),
    detection=(SecurityHubControl("Config.1"),),
    answer="restart-recorder",
    tier=Tier.MINIMAL,
    frameworks={
        Framework.FSBP: ("Config.1",),
        Framework.CIS_3_0: ("3.3",),
        Framework.CIS_5_0: ("3.3",),
        Framework.CIS_7_0: ("4.3",),
    },
    equivalents={Tool.CHECKOV: ("CKV2_AWS_45",)},
    good=(
        example("started", *_stack({})),
        example("started by its name instead of a reference", *_stack({"name": "default"})),
    ),
    bad=(
        example("no status", *_stack()),
        example("stopped", *_stack({"isEnabled": False})),
        example("the status of another recorder", *_stack({"name": "other"})),
        example("the status of a recorder elsewhere", *_stack({"name": "default", "region": "eu-west-1"})),
    ),
)
