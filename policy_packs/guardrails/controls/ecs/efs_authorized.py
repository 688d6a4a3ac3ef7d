"""Containers mount file systems with the rights of their task's role."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block
from .._resources import Resource
from ._helpers import JOB, TASK, each_volume, job, task


def _check(workload: Resource) -> Iterator[str]:
    yield from each_volume(workload, _check_volume)


def _check_volume(volume: Block) -> Iterator[str]:
    mount = volume.block("efsVolumeConfiguration")
    authorization = mount.block("authorizationConfig")
    if mount.names() and authorization.text("iam") != "ENABLED":
        yield (
            f"any task mounts the files as anybody; got {authorization.path('iam')} "
            f"{authorization.text('iam') or 'missing'}, expected ENABLED"
        )


def _mount(**authorization: str) -> dict[str, object]:
    settings = {"fileSystemId": "fs-0a1b2c3d", "transitEncryption": "ENABLED", "authorizationConfig": authorization}
    return {"name": "files", "efsVolumeConfiguration": settings}


_PLAIN = {"name": "files", "efsVolumeConfiguration": {"fileSystemId": "fs-0a1b2c3d"}}

CONTROL = Control(
    id="ecs.efs-authorized",
    title="Containers mount file systems with the rights of their task's role",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Without IAM, whoever reaches the mount target reads and writes all files.",
    fix="set iam of authorizationConfig to ENABLED, and name the role in the file system's policy",
    rules=(ResourceRule((TASK, JOB), _check),),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (TASK, JOB)),
        example("by the role", task(volumes=[_mount(iam="ENABLED")])),
        example("a job by its role", job({"volumes": [_mount(iam="ENABLED", accessPointId="fsap-0a1b2c3d")]})),
        example("a directory of the host", task(volumes=[{"name": "scratch", "hostPath": "/scratch"}])),
    ),
    bad=(
        example("a mount that does not say", task(volumes=[_PLAIN])),
        example("only an access point", task(volumes=[_mount(accessPointId="fsap-0a1b2c3d")])),
        example("off", job({"volumes": [_mount(iam="DISABLED")]})),
    ),
)
