"""Verified Access logs who was let in, and why."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, ResourceRule, Severity, StackRule, example
from .._resources import Resource, Stack

_INSTANCE = "aws:verifiedaccess/instance:Instance"
_LOGGING = "aws:verifiedaccess/instanceLoggingConfiguration:InstanceLoggingConfiguration"
_TARGETS = ("cloudwatchLogs", "kinesisDataFirehose", "s3")


def _check(instance: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(instance, _LOGGING, by="verifiedaccessInstanceId"):
        yield "nobody can say who was let in; got no logging, expected an InstanceLoggingConfiguration"


def _check_logging(logging: Resource) -> Iterator[str]:
    logs = logging.block("accessLogs")
    if not any(logs.block(target).flag("enabled") for target in _TARGETS):
        yield f"the access log goes nowhere; got none of {', '.join(_TARGETS)} enabled, expected one"


_STAFF = Given(_INSTANCE, {}, name="staff")


def _logging(instance: object, **targets: object) -> Given:
    return Given(_LOGGING, {"verifiedaccessInstanceId": instance, "accessLogs": targets}, name="logging")


_TO_S3 = {"enabled": True, "bucketName": "logs"}

CONTROL = Control(
    id="verifiedaccess.instance-logged",
    title="Verified Access logs who was let in, and why",
    practices=("logging.centralized", "network.private-subnets"),
    severity=Severity.MEDIUM,
    why="Applications behind it leave the decision to Verified Access, so only its log shows whom it let in.",
    fix="give the instance an InstanceLoggingConfiguration with a target that is enabled",
    rules=(StackRule((_INSTANCE,), _check), ResourceRule((_LOGGING,), _check_logging)),
    good=(
        example("to a bucket", _STAFF, _logging(Ref("staff"), s3=_TO_S3)),
        example("to a log group", _STAFF, _logging(Ref("staff"), cloudwatchLogs={"enabled": True, "logGroup": "va"})),
        example(
            "to a stream beside a bucket that is off",
            _STAFF,
            _logging(
                Ref("staff"),
                s3=_TO_S3 | {"enabled": False},
                kinesisDataFirehose={"enabled": True, "deliveryStream": "va"},
            ),
        ),
    ),
    bad=(
        example("everything omitted", _STAFF),
        example("the log of another instance", _STAFF, _logging("vai-9f8e7d6c", s3=_TO_S3)),
        example("a target that is off", _STAFF, _logging(Ref("staff"), s3=_TO_S3 | {"enabled": False})),
        example("no target", _logging("vai-9f8e7d6c")),
    ),
)
