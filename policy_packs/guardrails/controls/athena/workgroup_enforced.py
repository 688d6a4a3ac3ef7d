"""Workgroups of Athena decide, not their clients."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import WORKGROUP

_PATH = "configuration.enforceWorkgroupConfiguration"


def _check(workgroup: Resource) -> Iterator[str]:
    if not workgroup.block("configuration").flag("enforceWorkgroupConfiguration", default=True):
        yield f"a client may write its results in the clear; got {_PATH} false, expected true"


def _mend(workgroup: Resource) -> dict[str, bool]:
    return {_PATH: True} if any(_check(workgroup)) else {}


CONTROL = Control(
    id="athena.workgroup-enforced",
    title="Workgroups of Athena decide, not their clients",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="Otherwise each client chooses where the results go and whether they are encrypted.",
    fix="set configuration.enforceWorkgroupConfiguration to true",
    rules=(ResourceRule((WORKGROUP,), _check, _mend),),
    detection=(ConfigRule("ATHENA_WORKGROUP_ENFORCE_WORKGROUP_CONFIGURATION"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_82",), Tool.TRIVY: ("AWS-0007",)},
    good=(
        example("everything omitted", Given(WORKGROUP)),
        example("enforced", Given(WORKGROUP, {"configuration": {"enforceWorkgroupConfiguration": True}})),
    ),
    bad=(example("not enforced", Given(WORKGROUP, {"configuration": {"enforceWorkgroupConfiguration": False}})),),
)
