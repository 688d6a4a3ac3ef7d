"""AWS Config records every resource type."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import Control, Given, Guardrail, Parameter, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block
from .._resources import Resource
from ._helpers import RECORDER, ROLE


def _excludes(group: Block) -> bool:
    return group.block("recordingStrategies").text("useOnly") == "EXCLUSION_BY_RESOURCE_TYPES"


def _check(recorder: Resource) -> Iterator[str]:
    group = recorder.block("recordingGroup")
    if _excludes(group):
        excluded = {name for block in group.blocks("exclusionByResourceTypes") for name in block.texts("resourceTypes")}
        missed = sorted(excluded.difference(recorder.parameters["exclusions"]))
        if missed:
            yield f"types are left out; got {', '.join(missed)} excluded, expected them recorded"
    elif not group.flag("allSupported", default=True):
        yield f"only {len(group.texts('resourceTypes'))} types are recorded; got allSupported false, expected true"


def _mend(recorder: Resource) -> dict[str, Any]:
    group = recorder.block("recordingGroup")
    if _excludes(group) or group.flag("allSupported", default=True):
        return {}
    changes: dict[str, Any] = {"recordingGroup.allSupported": True}
    if group.texts("resourceTypes"):
        changes["recordingGroup.resourceTypes"] = []
    if group.blocks("recordingStrategies"):
        changes["recordingGroup.recordingStrategies.0.useOnly"] = "ALL_SUPPORTED_RESOURCE_TYPES"
    return changes


def _given(**group: Any) -> Given:
    return Given(RECORDER, {"name": "default", "roleArn": ROLE, **({"recordingGroup": group} if group else {})})


def _excluding(*types: str) -> Given:
    return _given(
        allSupported=False,
        recordingStrategies=[{"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"}],
        exclusionByResourceTypes=[{"resourceTypes": list(types)}],
    )


CONTROL = Control(
    id="config.recorder-complete",
    title="AWS Config records every resource type",
    practices=("account.config",),
    severity=Severity.HIGH,
    why="What isn't recorded can neither be assessed nor reconstructed after an incident.",
    fix="leave recordingGroup out, or set its allSupported to true",
    rules=(ResourceRule((RECORDER,), _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyChangeOfConfigRecorder",
            actions=(
                "config:DeleteConfigurationRecorder",
                "config:DeleteDeliveryChannel",
                "config:DeleteRetentionConfiguration",
                "config:PutConfigurationRecorder",
                "config:PutDeliveryChannel",
                "config:PutRetentionConfiguration",
                "config:StopConfigurationRecorder",
            ),
        ),
    ),
    detection=(SecurityHubControl("Config.1"),),
    answer="restart-recorder",
    frameworks={
        Framework.FSBP: ("Config.1",),
        Framework.CIS_3_0: ("3.3",),
        Framework.CIS_5_0: ("3.3",),
        Framework.CIS_7_0: ("4.3",),
    },
    tier=Tier.MINIMAL,
    equivalents={Tool.CHECKOV: ("CKV2_AWS_45",)},
    parameters={
        "exclusions": Parameter(
            ["AWS::IAM::Group", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::User"],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "Types that a recorder may leave out; the global ones are recorded in one region.",
            },
        )
    },
    good=(
        example("everything omitted but the role: AWS records all types", _given()),
        example("all types and the global ones", _given(allSupported=True, includeGlobalResourceTypes=True)),
        example("global types left to another region", _excluding("AWS::IAM::Role", "AWS::IAM::User")),
        example(
            "an exclusion that the configuration allows",
            _excluding("AWS::EC2::NetworkInterface"),
            exclusions=["AWS::EC2::NetworkInterface"],
        ),
    ),
    bad=(
        example(
            "a list of types",
            _given(
                allSupported=False,
                resourceTypes=["AWS::EC2::Instance"],
                recordingStrategies=[{"useOnly": "INCLUSION_BY_RESOURCE_TYPES"}],
            ),
        ),
        example("nothing", _given(allSupported=False)),
        example("a type left out", _excluding("AWS::IAM::Role", "AWS::S3::Bucket")),
    ),
)
