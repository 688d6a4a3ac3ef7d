"""Tasks get no public address."""

import json
from collections.abc import Iterator, Mapping

from .._frameworks import Framework, Tool
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import JOB, SERVICE, TASK_SET, each_at, job

# Where each type says it: services with a flag, jobs and pipes in words.
_PATHS: Mapping[str, tuple[str, ...]] = {
    SERVICE: ("networkConfiguration.assignPublicIp",),
    TASK_SET: ("networkConfiguration.assignPublicIp",),
    "aws:cloudwatch/eventTarget:EventTarget": ("ecsTarget.networkConfiguration.assignPublicIp",),
    "aws:pipes/pipe:Pipe": (
        "targetParameters.ecsTaskParameters.networkConfiguration.awsVpcConfiguration.assignPublicIp",
    ),
    "aws:scheduler/schedule:Schedule": ("target.ecsParameters.networkConfiguration.assignPublicIp",),
    JOB: (
        "containerProperties.networkConfiguration.assignPublicIp",
        "ecsProperties.taskProperties.networkConfiguration.assignPublicIp",
        "nodeProperties.nodeRangeProperties.container.networkConfiguration.assignPublicIp",
        "nodeProperties.nodeRangeProperties.ecsProperties.taskProperties.networkConfiguration.assignPublicIp",
    ),
}


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_PATHS[resource.type], lambda path: each_at(resource, path.rpartition(".")[0], _check_network))


def _check_network(network: Block) -> Iterator[str]:
    if network.value("assignPublicIp") in (True, "true", "ENABLED"):
        yield f"the tasks can be reached from the internet; got {network.path('assignPublicIp')} on, expected off"


_SUBNETS = {"subnets": ["subnet-0a1b2c3d"]}
_PUBLIC, _PRIVATE = _SUBNETS | {"assignPublicIp": True}, _SUBNETS | {"assignPublicIp": False}
_ENABLED = {"networkConfiguration": {"assignPublicIp": "ENABLED"}}


def _given(path: str, value: object) -> dict[str, object]:
    """The inputs that have the value at the path."""
    name, _, rest = path.partition(".")
    return {name: _given(rest, value) if rest else value}


_TARGET = {"arn": "arn:aws:ecs:us-east-1:111122223333:cluster/web", "roleArn": "arn:aws:iam::111122223333:role/run"}
_ARN = "arn:aws:ecs:us-east-1:111122223333:task-definition/web"

CONTROL = Control(
    id="ecs.no-public-ip",
    title="Tasks get no public address",
    practices=("network.private-subnets",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="A task with a public address is scanned within minutes; a load balancer shows the one port that is meant.",
    fix="set assignPublicIp to false, and put a load balancer before what is for the public",
    rules=(ResourceRule(tuple(_PATHS), _check),),
    detection=(SecurityHubControl("ECS.2"), SecurityHubControl("ECS.16")),
    frameworks={Framework.FSBP: ("ECS.2", "ECS.16")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_333",), Tool.CONTROL_TOWER: ("ECS.PR.9",)},
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _PATHS),
        example("subnets only", Given(SERVICE, {"networkConfiguration": _SUBNETS})),
        example("off", Given(SERVICE, {"networkConfiguration": _PRIVATE})),
        example("a job without", job({"networkConfiguration": {"assignPublicIp": "DISABLED"}})),
    ),
    bad=(
        example("a service", Given(SERVICE, {"networkConfiguration": _PUBLIC})),
        example("a service, in text", Given(SERVICE, {"networkConfiguration": {"assignPublicIp": "true"}})),
        example("a set of tasks", Given(TASK_SET, {"networkConfiguration": _PUBLIC})),
        example(
            "a task that an event starts",
            Given(
                "aws:cloudwatch/eventTarget:EventTarget",
                _TARGET | {"ecsTarget": {"taskDefinitionArn": _ARN, "networkConfiguration": _PUBLIC}},
            ),
        ),
        example(
            "a task that a schedule starts",
            Given(
                "aws:scheduler/schedule:Schedule",
                {"target": _TARGET | {"ecsParameters": {"taskDefinitionArn": _ARN, "networkConfiguration": _PUBLIC}}},
            ),
        ),
        example(
            "a task that a pipe starts",
            Given("aws:pipes/pipe:Pipe", _given(_PATHS["aws:pipes/pipe:Pipe"][0], "ENABLED")),
        ),
        example("a job", job(_ENABLED)),
        example("a job of tasks", Given(JOB, {"ecsProperties": json.dumps({"taskProperties": [_ENABLED]})})),
        example(
            "a job on several nodes",
            Given(JOB, {"nodeProperties": json.dumps({"nodeRangeProperties": [{"container": _ENABLED}]})}),
        ),
        example(
            "a job of tasks on several nodes",
            Given(
                JOB,
                {
                    "nodeProperties": json.dumps(
                        {"nodeRangeProperties": _given("ecsProperties.taskProperties", _ENABLED)}
                    )
                },
            ),
        ),
    ),
)
