"""Every AWS Config recorder is started and delivers what it records."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack

_RECORDER = "aws:cfg/recorder:Recorder"
_STATUS = "aws:cfg/recorderStatus:RecorderStatus"
_CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel"


def _here(recorder: Resource, others: list[Resource]) -> list[Resource]:
    """Recorders of all accounts and regions share one name, so where a resource is counts as much as its name."""
    region = recorder.text("region")
    return [other for other in others if other.provider == recorder.provider and other.text("region") == region]


def _check_channel(recorder: Resource, stack: Stack) -> Iterator[str]:
    if not _here(recorder, stack.of_type(_CHANNEL)):
        yield "what is recorded goes nowhere; got no delivery channel in the recorder's region, expected one"


def _check_status(recorder: Resource, stack: Stack) -> Iterator[str]:
    statuses = _here(recorder, stack.sidecars(recorder, _STATUS, by="name"))
    if not any(status.flag("isEnabled") for status in statuses):
        yield (
            f"nothing is recorded; got {len(statuses)} recorder statuses of the recorder's name and none started, "
            "expected one with isEnabled true"
        )


def _stack(channel: dict[str, Any] | None = None, status: dict[str, Any] | None = None) -> tuple[Given, ...]:
    role = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
    recorder = {"name": "default", "roleArn": role, "region": "eu-central-1"}
    here = {"region": "eu-central-1"}
    given = [Given(_RECORDER, recorder, name="recorder")]
    if channel is not None:
        given.append(Given(_CHANNEL, {"s3BucketName": "config-archive"} | here | channel, name="channel"))
    if status is not None:
        given.append(
            Given(_STATUS, {"name": Ref("recorder", "name"), "isEnabled": True} | here | status, name="status")
        )
    return tuple(given)


CONTROL = Control(
    id="config.recorder-started",
    title="Every AWS Config recorder is started and delivers what it records",
    practices=("account.config",),
    severity=Severity.HIGH,
    why="A recorder that was declared but not started looks right in every listing and records nothing.",
    fix="add a delivery channel and a recorder status with isEnabled true, both in the recorder's region",
    rules=(StackRule((_RECORDER,), _check_channel), StackRule((_RECORDER,), _check_status)),
    detection=(SecurityHubControl("Config.1"),),
    answer="restart-recorder",
    frameworks={
        Framework.FSBP: ("Config.1",),
        Framework.CIS_3_0: ("3.3",),
        Framework.CIS_5_0: ("3.3",),
        Framework.CIS_7_0: ("4.3",),
    },
    good=(
        example("started, with a channel", *_stack({}, {})),
        example("started by its name instead of a reference", *_stack({}, {"name": "default"})),
    ),
    bad=(
        example("everything else omitted", *_stack()),
        example("no status", *_stack(channel={})),
        example("no channel", *_stack(status={})),
        example("stopped", *_stack({}, {"isEnabled": False})),
        example("the status of another recorder", *_stack({}, {"name": "other"})),
        example("the status of a recorder elsewhere", *_stack({}, {"name": "default", "region": "eu-west-1"})),
        example("a channel elsewhere", *_stack({"region": "eu-west-1"}, {})),
    ),
)
