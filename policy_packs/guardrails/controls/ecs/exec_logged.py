"""Clusters log what is done in the shells of their containers."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER


def _check(cluster: Resource) -> Iterator[str]:
    shell = cluster.block("configuration").block("executeCommandConfiguration")
    if shell.text("logging") == "NONE":
        yield f"nobody sees what is done in a container's shell; got {shell.path('logging')} NONE, expected OVERRIDE"


def _logging(**how: object) -> dict[str, object]:
    return {"configuration": {"executeCommandConfiguration": how}}


CONTROL = Control(
    id="ecs.exec-logged",
    title="Clusters log what is done in the shells of their containers",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="A shell is where an intruder works, and its log is all that is left of it.",
    fix="set logging of executeCommandConfiguration to OVERRIDE, and name a log group",
    rules=(ResourceRule((CLUSTER,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_223",)},
    good=(
        example("everything omitted, so the log of the task", Given(CLUSTER)),
        example("a log group", Given(CLUSTER, _logging(logging="OVERRIDE"))),
        example("the log of the task", Given(CLUSTER, _logging(logging="DEFAULT"))),
    ),
    bad=(example("no log", Given(CLUSTER, _logging(logging="NONE"))),),
)
