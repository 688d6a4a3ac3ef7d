"""Artifacts of builds are encrypted."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import PROJECT, project


def _check(project: Resource) -> Iterator[str]:
    yield from each((*project.blocks("artifacts"), *project.blocks("secondaryArtifacts")), _check_artifact)


def _check_artifact(artifact: Block) -> Iterator[str]:
    if artifact.flag("encryptionDisabled") and artifact.text("type") != "NO_ARTIFACTS":
        yield f"what is built is stored in the clear; got {artifact.path('encryptionDisabled')} true, expected false"


_CLEAR: dict[str, Any] = {"type": "S3", "location": "artifacts", "encryptionDisabled": True}
_ENCRYPTED = _CLEAR | {"encryptionDisabled": False}
_NONE = {"type": "NO_ARTIFACTS"}

CONTROL = Control(
    id="codebuild.artifacts-encrypted",
    title="Artifacts of builds are encrypted",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="Artifacts are the product itself, with its configuration, on its way to production.",
    fix="set encryptionDisabled of the artifacts to false",
    rules=(ResourceRule((PROJECT,), _check),),
    detection=(ConfigRule("CODEBUILD_PROJECT_ARTIFACT_ENCRYPTION"),),
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_78",),
        Tool.CONTROL_TOWER: ("CODEBUILD.PR.5",),
        Tool.TRIVY: ("AWS-0018",),
    },
    good=(
        example("everything omitted", Given(PROJECT)),
        example("encrypted", project(artifacts=_ENCRYPTED)),
        example("no artifacts to encrypt", project(artifacts=_NONE | {"encryptionDisabled": True})),
    ),
    bad=(
        example("in the clear", project(artifacts=_CLEAR)),
        example("others in the clear", project(secondaryArtifacts=[_ENCRYPTED, _CLEAR])),
    ),
)
