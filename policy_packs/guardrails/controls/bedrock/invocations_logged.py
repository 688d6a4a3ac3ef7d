"""What models are asked and answer is logged."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_LOGGING = "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration"


def _check(logging: Resource) -> Iterator[str]:
    configuration = logging.block("loggingConfig")
    if not any(name in configuration for name in ("cloudwatchConfig", "s3Config")):
        yield (
            "nobody sees what the models are asked; got loggingConfig without a place, "
            "expected cloudwatchConfig or s3Config"
        )
    if not configuration.flag("textDataDeliveryEnabled", default=True):
        yield (
            "the log lacks what was asked and answered; got loggingConfig.textDataDeliveryEnabled false, expected true"
        )


def _given(**configuration: object) -> Given:
    return Given(_LOGGING, {"loggingConfig": configuration})


_GROUP = {"logGroupName": "/bedrock", "roleArn": "arn:aws:iam::111122223333:role/bedrock-logs"}

CONTROL = Control(
    id="bedrock.invocations-logged",
    title="What models are asked and answer is logged",
    practices=("logging.cloudwatch", "logging.centralized"),
    severity=Severity.MEDIUM,
    why="Stolen keys are used to run models for others, and only this log shows for what.",
    fix="set cloudwatchConfig or s3Config of loggingConfig, and textDataDeliveryEnabled to true",
    rules=(ResourceRule((_LOGGING,), _check),),
    good=(
        example("to a log group", _given(cloudwatchConfig=_GROUP)),
        example("to a bucket", _given(s3Config={"bucketName": "logs"}, textDataDeliveryEnabled=True)),
    ),
    bad=(
        example("everything omitted", Given(_LOGGING)),
        example("to nowhere", _given(textDataDeliveryEnabled=True)),
        example("without the texts", _given(cloudwatchConfig=_GROUP, textDataDeliveryEnabled=False)),
    ),
)
