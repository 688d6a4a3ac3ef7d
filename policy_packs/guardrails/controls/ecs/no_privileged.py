"""Containers are not privileged."""

import json
from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import DAEMON, JOB, TASK, daemon, each_container, job, job_of, task


def _check(workload: Resource) -> Iterator[str]:
    yield from each_container(workload, _check_container)


def _check_container(container: Block) -> Iterator[str]:
    yield from each((container, container.block("securityContext")), _check_context)


def _check_context(context: Block) -> Iterator[str]:
    if context.flag("privileged"):
        yield f"the container has all of its host's rights; got {context.path('privileged')} true, expected false"


_PRIVILEGED = {"privileged": True}
_POD = {"securityContext": _PRIVILEGED}

CONTROL = Control(
    id="ecs.no-privileged",
    title="Containers are not privileged",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="A privileged container is root on its host: who breaks into it has every other container there.",
    fix="leave privileged out, and give the container the device or the capability that it needs",
    rules=(ResourceRule((TASK, DAEMON, JOB), _check),),
    detection=(ConfigRule("ECS_CONTAINERS_NONPRIVILEGED"), SecurityHubControl("ECS.4")),
    frameworks={Framework.FSBP: ("ECS.4",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_210", "CKV_AWS_334"), Tool.CONTROL_TOWER: ("ECS.PR.11",)},
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (TASK, DAEMON, JOB)),
        example("a container that does not say", task()),
        example("not privileged", task({"privileged": False})),
        example("a job that is not", job({"privileged": False})),
        example("a pod that is not", job_of("eksProperties", {"securityContext": {"privileged": False}})),
    ),
    bad=(
        example("a privileged container", task(_PRIVILEGED)),
        example("definitions that are no text", Given(TASK, {"containerDefinitions": [{"name": "web"}, _PRIVILEGED]})),
        example("a privileged daemon", daemon(_PRIVILEGED)),
        example("a privileged job", job(_PRIVILEGED)),
        *(
            example(f"a privileged container in {kind}, {nodes} node(s)", job_of(kind, context, nodes > 1))
            for kind, context in (("ecsProperties", _PRIVILEGED), ("eksProperties", _POD))
            for nodes in (1, 2)
        ),
        example(
            "a privileged container that prepares a pod",
            Given(JOB, {"type": "container", "eksProperties": {"podProperties": {"initContainers": [_POD]}}}),
        ),
        example(
            "a privileged container on several nodes",
            Given(JOB, {"nodeProperties": json.dumps({"nodeRangeProperties": [{"container": _PRIVILEGED}]})}),
        ),
    ),
)
