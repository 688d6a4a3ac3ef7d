"""Artifacts of builds are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import Given, example
from .._resources import Resource
from ..encryption._keys import Key, customer_managed


def _keeps_artifacts(project: Resource) -> bool:
    return project.block("artifacts").text("type", default="NO_ARTIFACTS") != "NO_ARTIFACTS"


CONTROL = customer_managed(
    id="codebuild.customer-managed-key",
    title="Artifacts of builds are encrypted under keys that their account manages",
    keys={
        "aws:codebuild/project:Project": (Key("encryptionKey", when=_keeps_artifacts),),
        "aws:codebuild/reportGroup:ReportGroup": (Key("exportConfig?.s3Destination?.encryptionKey"),),
    },
    needed={"aws:codebuild/project:Project": {"artifacts": {"type": "S3", "location": "shop-artifacts"}}},
    equivalents={Tool.CHECKOV: ("CKV_AWS_147",)},
    good=(
        example(
            "a build without artifacts", Given("aws:codebuild/project:Project", {"artifacts": {"type": "NO_ARTIFACTS"}})
        ),
        example("a build, everything omitted", Given("aws:codebuild/project:Project")),
    ),
)
