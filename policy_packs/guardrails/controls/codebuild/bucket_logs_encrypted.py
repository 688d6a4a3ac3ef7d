"""Logs of builds in buckets are encrypted."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import PROJECT, project

_PATH = "logsConfig.s3Logs.encryptionDisabled"


def _check(project: Resource) -> Iterator[str]:
    logs = project.block("logsConfig").block("s3Logs")
    if logs.flag("encryptionDisabled") and logs.text("status") != "DISABLED":
        yield f"logs of builds are stored in the clear; got {_PATH} true, expected false"


def _mend(project: Resource) -> dict[str, bool]:
    return {_PATH: False} if any(_check(project)) else {}


def _project(**logs: object) -> Given:
    return project(logsConfig={"s3Logs": {"location": "logs/web", **logs}})


CONTROL = Control(
    id="codebuild.bucket-logs-encrypted",
    title="Logs of builds in buckets are encrypted",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="A build's log shows the insides of what it builds, and what its author forgot to mask.",
    fix="set encryptionDisabled of s3Logs to false",
    rules=(ResourceRule((PROJECT,), _check, _mend),),
    detection=(ConfigRule("CODEBUILD_PROJECT_S3_LOGS_ENCRYPTED"), SecurityHubControl("CodeBuild.3")),
    frameworks={Framework.FSBP: ("CodeBuild.3",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_311",), Tool.CONTROL_TOWER: ("CODEBUILD.PR.6",)},
    good=(
        example("everything omitted", Given(PROJECT)),
        example("encrypted", _project(status="ENABLED", encryptionDisabled=False)),
        example("no logs in buckets", _project(status="DISABLED", encryptionDisabled=True)),
    ),
    bad=(
        example("in the clear", _project(status="ENABLED", encryptionDisabled=True)),
        example("in the clear, without a status", _project(encryptionDisabled=True)),
    ),
)
