"""One recorder of AWS Config records the global types: users, groups, roles and policies.

Source: AWS Config developer guide, "Recording AWS resources": they are left out unless asked for.
"""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import Control, Given, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import RECORDER, ROLE

_GLOBAL = ("AWS::IAM::Group", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::User")


def _records_global_types(recorder: Resource) -> bool:
    group = recorder.block("recordingGroup")
    strategy = group.block("recordingStrategies").text("useOnly")
    if strategy == "EXCLUSION_BY_RESOURCE_TYPES":
        return not any(type in group.block("exclusionByResourceTypes").texts("resourceTypes") for type in _GLOBAL)
    listed = group.texts("resourceTypes")
    return group.flag("includeGlobalResourceTypes") or all(type in listed for type in _GLOBAL)


def _check(recorder: Resource, stack: Stack) -> Iterator[str]:
    if not any(map(_records_global_types, stack.beside(recorder, RECORDER))):
        yield "no recorder sees users and roles; got includeGlobalResourceTypes false, expected true in one region"


def _recorder(name: str = "example", **group: object) -> Given:
    given = {"roleArn": ROLE, "region": "eu-central-1", "recordingGroup": group}
    return Given(RECORDER, given, name=name)


def _excluding(*types: str) -> Given:
    return _recorder(
        allSupported=False,
        recordingStrategies=[{"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"}],
        exclusionByResourceTypes=[{"resourceTypes": list(types)}],
    )


CONTROL = Control(
    id="config.global-types-recorded",
    title="One recorder of AWS Config records the global types: users, groups, roles and policies",
    practices=("account.config",),
    severity=Severity.MEDIUM,
    why="Who was given which rights, and when, is the first question after an incident.",
    fix="set recordingGroup.includeGlobalResourceTypes to true in one region",
    rules=(StackRule((RECORDER,), _check),),
    detection=(SecurityHubControl("Config.1"),),
    frameworks={Framework.FSBP: ("Config.1",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_48",)},
    good=(
        example("global types", _recorder(allSupported=True, includeGlobalResourceTypes=True)),
        example(
            "global types in another region",
            _recorder("elsewhere", allSupported=True),
            _recorder("home", includeGlobalResourceTypes=True),
        ),
        example("all types but one", _excluding("AWS::EC2::Volume")),
        example("listed one by one", _recorder(allSupported=False, resourceTypes=list(_GLOBAL))),
    ),
    bad=(
        example("everything omitted but the role", Given(RECORDER, {"roleArn": ROLE})),
        example("left out", _recorder(allSupported=True, includeGlobalResourceTypes=False)),
        example("some are not listed", _recorder(allSupported=False, resourceTypes=list(_GLOBAL[:3]))),
        *(example(f"{type} is excluded", _excluding("AWS::EC2::Volume", type)) for type in _GLOBAL),
    ),
)
