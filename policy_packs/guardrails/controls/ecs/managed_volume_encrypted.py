"""Volumes that ECS makes for tasks are encrypted."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import SERVICE


def _check(service: Resource) -> Iterator[str]:
    yield from each(service.block("volumeConfiguration").blocks("managedEbsVolume"), _check_volume)


def _check_volume(volume: Block) -> Iterator[str]:
    if not volume.flag("encrypted") and "kmsKeyId" not in volume:
        yield f"the volumes of the tasks are stored in the clear; got {volume.path('encrypted')} false, expected true"


def _service(**volume: object) -> Given:
    settings = {"roleArn": "arn:aws:iam::111122223333:role/volumes", "sizeInGb": 20, **volume}
    return Given(SERVICE, {"volumeConfiguration": {"name": "scratch", "managedEbsVolume": settings}})


_KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

CONTROL = Control(
    id="ecs.managed-volume-encrypted",
    title="Volumes that ECS makes for tasks are encrypted",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="A volume that outlives its task, or its snapshot, is readable by whoever gets hold of it.",
    fix="set encrypted of managedEbsVolume to true, with a kmsKeyId of your own",
    rules=(ResourceRule((SERVICE,), _check),),
    good=(
        example("everything omitted, so no volume", Given(SERVICE)),
        example("encrypted", _service(encrypted=True)),
        example("a key", _service(kmsKeyId=_KEY)),
    ),
    bad=(
        example("a volume that does not say", _service()),
        example("in the clear", _service(encrypted=False)),
    ),
)
