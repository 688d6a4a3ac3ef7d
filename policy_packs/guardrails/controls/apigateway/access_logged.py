"""Stages of APIs log who asked for what."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import LOG_GROUP, REST_STAGE, REST_STAGE_INPUTS, STAGE, STAGE_INPUTS


def _check(stage: Resource) -> Iterator[str]:
    if "destinationArn" not in stage.block("accessLogSettings"):
        yield "nobody can see who asked for what; got no accessLogSettings.destinationArn, expected a log group"


_LOGS = {"accessLogSettings": {"destinationArn": LOG_GROUP, "format": "$context.requestId $context.status"}}

CONTROL = Control(
    id="apigateway.access-logged",
    title="Stages of APIs write access logs",
    practices=("logging.cloudwatch", "logging.centralized"),
    severity=Severity.MEDIUM,
    why="After an attack, the access log is the only record of the calls that came in and from where.",
    fix="set accessLogSettings to a log group and a format",
    rules=(ResourceRule((REST_STAGE, STAGE), _check),),
    detection=(ConfigRule("API_GWV2_ACCESS_LOGS_ENABLED"), SecurityHubControl("APIGateway.9")),
    frameworks={Framework.FSBP: ("APIGateway.9",), Framework.CIS_7_0: ("4.10",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_76",),
        Tool.TRIVY: ("AWS-0001",),
        Tool.CONTROL_TOWER: ("APIGATEWAY.PR.4",),
    },
    good=(
        example("logged by a REST API", Given(REST_STAGE, REST_STAGE_INPUTS | _LOGS)),
        example(
            "logged to a group that is made with it",
            Given("aws:cloudwatch/logGroup:LogGroup", {"name": "api"}, name="group"),
            Given(STAGE, STAGE_INPUTS | {"accessLogSettings": {"destinationArn": Ref("group", "arn"), "format": "$x"}}),
        ),
    ),
    bad=(
        example("everything omitted", Given(REST_STAGE, REST_STAGE_INPUTS)),
        example("everything omitted of an HTTP API", Given(STAGE, STAGE_INPUTS)),
        example("a format alone", Given(STAGE, STAGE_INPUTS | {"accessLogSettings": {"format": "$context.status"}})),
    ),
)
