"""Instances that start during a deployment get the new release."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import GROUP, group


def _check(group: Resource) -> Iterator[str]:
    if group.text("outdatedInstancesStrategy") == "IGNORE":
        yield (
            "instances started during a deployment stay on the old release; got outdatedInstancesStrategy IGNORE, "
            "expected UPDATE"
        )


def _mend(group: Resource) -> dict[str, str]:
    return {"outdatedInstancesStrategy": "UPDATE"} if any(_check(group)) else {}


CONTROL = Control(
    id="codedeploy.outdated-instances-updated",
    title="Instances that start during a deployment get the new release",
    practices=("patching.managed-services",),
    severity=Severity.LOW,
    why="The hole that the release closes stays open on a few instances, which nobody thinks of.",
    fix="set outdatedInstancesStrategy to UPDATE",
    rules=(ResourceRule((GROUP,), _check, _mend),),
    detection=(ConfigRule("CODEDEPLOY_DEPLOYMENT_GROUP_OUTDATED_INSTANCES_UPDATE"),),
    good=(
        example("everything omitted", Given(GROUP)),
        example("updated", group(outdatedInstancesStrategy="UPDATE")),
    ),
    bad=(example("ignored", group(outdatedInstancesStrategy="IGNORE")),),
)
