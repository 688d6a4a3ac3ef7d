"""Builds are not privileged."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import PROJECT, environment, project


def _check(project: Resource) -> Iterator[str]:
    if project.block("environment").flag("privilegedMode"):
        yield "a build has all rights of its host; got environment.privilegedMode true, expected false"


CONTROL = Control(
    id="codebuild.not-privileged",
    title="Builds are not privileged",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="A build runs what contributors and packages bring, and with all rights it leaves its container.",
    fix="set privilegedMode to false, and build images with a tool that needs no Docker daemon, or on a fleet's server",
    rules=(ResourceRule((PROJECT,), _check),),
    detection=(ConfigRule("CODEBUILD_PROJECT_ENVIRONMENT_PRIVILEGED_CHECK"),),
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_316",),
        Tool.CONTROL_TOWER: ("CODEBUILD.PR.4",),
        Tool.SECURITY_HUB: ("CodeBuild.5",),
    },
    good=(
        example("everything omitted", Given(PROJECT)),
        example("an environment that does not say", project()),
        example("not privileged", project(environment=environment(privilegedMode=False))),
    ),
    bad=(example("privileged", project(environment=environment(privilegedMode=True))),),
)
