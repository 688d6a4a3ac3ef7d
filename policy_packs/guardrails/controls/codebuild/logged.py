"""Builds are logged where you say."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import PROJECT, project


def _check(project: Resource) -> Iterator[str]:
    logs = project.block("logsConfig")
    group, bucket = logs.block("cloudwatchLogs").text("status"), logs.block("s3Logs").text("status")
    if "logsConfig" not in project:
        yield "builds log to a group that nobody manages; got no logsConfig, expected a log group or a bucket of yours"
    elif group == "DISABLED" and bucket != "ENABLED":
        yield "nobody sees what a build did; got logsConfig with both kinds of logs off, expected one of them on"


CONTROL = Control(
    id="codebuild.logged",
    title="Builds are logged where you say",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="A build runs what contributors wrote, with the rights to deploy; its log is how you find out what it did.",
    fix="set cloudwatchLogs or s3Logs of logsConfig, with a status of ENABLED",
    rules=(ResourceRule((PROJECT,), _check),),
    detection=(ConfigRule("CODEBUILD_PROJECT_LOGGING_ENABLED"), SecurityHubControl("CodeBuild.4")),
    frameworks={Framework.FSBP: ("CodeBuild.4",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_314",), Tool.CONTROL_TOWER: ("CODEBUILD.PR.3",)},
    good=(
        example("a log group", project(logsConfig={"cloudwatchLogs": {"groupName": "/builds/web"}})),
        example("CloudWatch by default", project(logsConfig={"s3Logs": {"status": "DISABLED"}})),
        example(
            "a bucket alone",
            project(
                logsConfig={
                    "cloudwatchLogs": {"status": "DISABLED"},
                    "s3Logs": {"status": "ENABLED", "location": "logs/web"},
                }
            ),
        ),
    ),
    bad=(
        example("everything omitted", Given(PROJECT)),
        example("off, and no bucket by default", project(logsConfig={"cloudwatchLogs": {"status": "DISABLED"}})),
        example(
            "both off",
            project(logsConfig={"cloudwatchLogs": {"status": "DISABLED"}, "s3Logs": {"status": "DISABLED"}}),
        ),
    ),
)
