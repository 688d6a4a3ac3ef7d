"""Containers mount file systems over TLS."""

import json
from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block
from .._resources import Resource
from ._helpers import JOB, TASK, each_volume, job, task


def _check(workload: Resource) -> Iterator[str]:
    yield from each_volume(workload, _check_volume)


def _check_volume(volume: Block) -> Iterator[str]:
    mount = volume.block("efsVolumeConfiguration")
    if mount.names() and mount.text("transitEncryption") != "ENABLED":
        yield (
            f"files cross the network in the clear; got {mount.path('transitEncryption')} "
            f"{mount.text('transitEncryption') or 'missing'}, expected ENABLED"
        )


def _mount(**settings: str) -> dict[str, object]:
    return {"name": "files", "efsVolumeConfiguration": {"fileSystemId": "fs-0a1b2c3d", **settings}}


def _job(kind: str, **properties: object) -> Given:
    return Given(JOB, {kind: json.dumps(properties)})


_OFF, _ON = _mount(transitEncryption="DISABLED"), _mount(transitEncryption="ENABLED")

CONTROL = Control(
    id="ecs.efs-encrypted-in-transit",
    title="Containers mount file systems over TLS",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="NFS is plain text: who is on the path reads and changes the files.",
    fix="set transitEncryption of efsVolumeConfiguration to ENABLED",
    rules=(ResourceRule((TASK, JOB), _check),),
    detection=(ConfigRule("ECS_TASK_DEFINITION_EFS_ENCRYPTION_ENABLED"), SecurityHubControl("ECS.18")),
    frameworks={Framework.FSBP: ("ECS.18",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_97",),
        Tool.TRIVY: ("AWS-0035",),
    },
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (TASK, JOB)),
        example("encrypted", task(volumes=[_ON])),
        example("an encrypted job", job({"volumes": [_ON]})),
        example("a directory of the host", task(volumes=[{"name": "scratch", "hostPath": "/scratch"}])),
    ),
    bad=(
        example("a mount that does not say", task(volumes=[_mount()])),
        example("off", task(volumes=[_OFF])),
        example("one of two", task(volumes=[_ON, _mount()])),
        example("off for a job", job({"volumes": [_OFF]})),
        example("a job of tasks that does not say", _job("ecsProperties", taskProperties=[{"volumes": [_mount()]}])),
        example("on several nodes", _job("nodeProperties", nodeRangeProperties=[{"container": {"volumes": [_OFF]}}])),
    ),
)
