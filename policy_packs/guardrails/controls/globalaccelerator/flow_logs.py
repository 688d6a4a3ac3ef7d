"""Global accelerators have flow logs."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_ACCELERATOR = "aws:globalaccelerator/accelerator:Accelerator"
_CUSTOM = "aws:globalaccelerator/customRoutingAccelerator:CustomRoutingAccelerator"


def _check(accelerator: Resource) -> Iterator[str]:
    if not accelerator.block("attributes").flag("flowLogsEnabled"):
        yield "nobody can say who came through; got attributes.flowLogsEnabled false, expected true with a bucket"


def _given(type: str, **attributes: object) -> Given:
    return Given(type, {"name": "shop", "attributes": attributes})


CONTROL = Control(
    id="globalaccelerator.flow-logs",
    title="Global accelerators have flow logs",
    practices=("logging.vpc-flow-logs", "logging.centralized"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The targets behind an accelerator may only see its addresses; its flow log knows the clients.",
    fix="set attributes.flowLogsEnabled to true and name flowLogsS3Bucket and flowLogsS3Prefix",
    rules=(ResourceRule((_ACCELERATOR, _CUSTOM), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_75",)},
    good=(example("on", _given(_ACCELERATOR, flowLogsEnabled=True, flowLogsS3Bucket="logs", flowLogsS3Prefix="ga")),),
    bad=(
        example("everything omitted", Given(_ACCELERATOR)),
        example("off", _given(_ACCELERATOR, flowLogsEnabled=False)),
        example("custom routing without", _given(_CUSTOM)),
    ),
)
