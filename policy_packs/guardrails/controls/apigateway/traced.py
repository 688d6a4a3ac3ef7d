"""Stages of REST APIs trace their requests."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import REST_STAGE, REST_STAGE_INPUTS


def _check(stage: Resource) -> Iterator[str]:
    if not stage.flag("xrayTracingEnabled"):
        yield "nobody can follow a request through the services; got xrayTracingEnabled false, expected true"


CONTROL = Control(
    id="apigateway.traced",
    title="Stages of REST APIs trace their requests",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A trace shows which service a failure or an intrusion came through.",
    fix="set xrayTracingEnabled to true",
    rules=(ResourceRule((REST_STAGE,), _check),),
    detection=(ConfigRule("API_GW_XRAY_ENABLED"), SecurityHubControl("APIGateway.3")),
    frameworks={Framework.FSBP: ("APIGateway.3",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_73",),
        Tool.TRIVY: ("AWS-0003",),
        Tool.CONTROL_TOWER: ("APIGATEWAY.PR.2",),
    },
    good=(example("traced", Given(REST_STAGE, REST_STAGE_INPUTS | {"xrayTracingEnabled": True})),),
    bad=(
        example("everything omitted", Given(REST_STAGE, REST_STAGE_INPUTS)),
        example("off", Given(REST_STAGE, REST_STAGE_INPUTS | {"xrayTracingEnabled": False})),
    ),
)
