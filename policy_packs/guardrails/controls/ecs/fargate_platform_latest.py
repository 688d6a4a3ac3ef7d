"""Fargate runs tasks on its latest platform."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import SERVICE, TASK_SET


def _is_pinned(service: Resource) -> bool:
    return service.text("platformVersion", default="LATEST") != "LATEST"


def _check(service: Resource) -> Iterator[str]:
    if _is_pinned(service):
        yield (
            f"the tasks stay on an old platform; got platformVersion {service.text('platformVersion')}, expected LATEST"
        )


def _mend(service: Resource) -> dict[str, str]:
    return {"platformVersion": "LATEST"} if _is_pinned(service) else {}


_FARGATE = {"launchType": "FARGATE"}

CONTROL = Control(
    id="ecs.fargate-platform-latest",
    title="Fargate runs tasks on its latest platform",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="A platform that is named stays as it is, with the kernel and the runtime of its day.",
    fix="leave platformVersion out, or set it to LATEST",
    rules=(
        ResourceRule((SERVICE,), _check, _mend),
        # Another platform replaces a set of tasks.
        ResourceRule((TASK_SET,), _check),
    ),
    detection=(ConfigRule("ECS_FARGATE_LATEST_PLATFORM_VERSION"), SecurityHubControl("ECS.10")),
    frameworks={Framework.FSBP: ("ECS.10",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_332",), Tool.CONTROL_TOWER: ("ECS.PR.1",)},
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (SERVICE, TASK_SET)),
        example("the latest", Given(SERVICE, _FARGATE | {"platformVersion": "LATEST"})),
    ),
    bad=(
        *(
            example(f"{version}: {type}", Given(type, _FARGATE | {"platformVersion": version}))
            for type in (SERVICE, TASK_SET)
            for version in ("1.3.0", "1.4.0")
        ),
    ),
)
