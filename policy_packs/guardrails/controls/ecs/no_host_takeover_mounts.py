"""Containers don't mount what rules their host."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import DAEMON, JOB, TASK, daemon, each_volume, job, task

# Who writes here rules the host: its container runtimes, its configuration, its devices, or all of it.
_PATHS = frozenset(
    """
    /boot /dev /etc /lib/modules /proc /root /run /run/containerd /run/containerd/containerd.sock /run/docker.sock /sys
    /usr /var /var/lib /var/lib/docker /var/run /var/run/docker.sock
    """.split()
) | {""}
# What the volumes of daemons and jobs call a directory of the host; those of tasks have its path as text.
_HOSTS = (("hosts", "sourcePath"), ("host", "sourcePath"), ("hostPath", "path"))


def _check_task(task: Resource) -> Iterator[str]:
    yield from each_volume(task, lambda volume: _check_path(volume, "hostPath", task))


def _check(workload: Resource) -> Iterator[str]:
    yield from each(
        _HOSTS,
        lambda names: each_volume(
            workload,
            lambda volume: each(volume.blocks(names[0]), lambda host: _check_path(host, names[1], workload)),
        ),
    )


def _check_path(host: Block, name: str, workload: Resource) -> Iterator[str]:
    path = host.text(name)
    if path and path.rstrip("/") in _PATHS.difference(workload.parameters["hostPaths"]):
        yield f"the container can take over its host; got {path} in {host.path(name)}, expected no such directory"


def _volume(path: str) -> dict[str, object]:
    return {"name": "host", "hostPath": path}


def _pod(path: str) -> Given:
    return Given(JOB, {"eksProperties": {"podProperties": {"volumes": [{"hostPath": {"path": path}}]}}})


_SOCKET = "/var/run/docker.sock"

CONTROL = Control(
    id="ecs.no-host-takeover-mounts",
    title="Containers don't mount what rules their host",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.HIGH,
    why="Who has the container runtime's socket starts a privileged container, and is root on the host.",
    fix="remove the volume, or allow its path in the configuration for an agent that needs it",
    rules=(ResourceRule((TASK,), _check_task), ResourceRule((DAEMON, JOB), _check)),
    parameters={
        "hostPaths": Parameter(
            [],
            {"type": "array", "items": {"type": "string"}, "description": "Paths of the host that may be mounted."},
        )
    },
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (TASK, DAEMON, JOB)),
        example("a directory for data", task(volumes=[_volume("/data")])),
        example("a volume without a path", task(volumes=[{"name": "scratch"}])),
        example("a socket that the configuration allows", task(volumes=[_volume(_SOCKET)]), hostPaths=[_SOCKET]),
        example("a pod's directory for data", _pod("/data")),
    ),
    bad=(
        example("the socket of the runtime", task(volumes=[_volume(_SOCKET)])),
        example("another path than the configuration allows", task(volumes=[_volume("/etc/")]), hostPaths=[_SOCKET]),
        example("everything", task(volumes=[_volume("/data"), _volume("/")])),
        example("configuration, however written", task(volumes=[_volume("/etc/")])),
        example("a daemon's", daemon(volumes=[{"name": "host", "hosts": [{"sourcePath": "/proc"}]}])),
        example("a job's", job({"volumes": [{"name": "host", "host": {"sourcePath": _SOCKET}}]})),
        example("a pod's", _pod("/")),
    ),
)
