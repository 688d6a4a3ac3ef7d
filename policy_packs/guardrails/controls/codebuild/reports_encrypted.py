"""Reports of tests are encrypted."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_GROUP = "aws:codebuild/reportGroup:ReportGroup"
_PATH = "exportConfig.s3Destination.encryptionDisabled"


def _check(group: Resource) -> Iterator[str]:
    if group.block("exportConfig").block("s3Destination").flag("encryptionDisabled"):
        yield f"reports are stored in the clear; got {_PATH} true, expected false"


def _mend(group: Resource) -> dict[str, bool]:
    return {_PATH: False} if any(_check(group)) else {}


def _group(**destination: object) -> Given:
    return Given(
        _GROUP,
        {
            "exportConfig": {
                "type": "S3",
                "s3Destination": {
                    "bucket": "reports",
                    "encryptionKey": "arn:aws:kms:us-east-1:111122223333:alias/aws/s3",
                    **destination,
                },
            },
            "name": "tests",
            "type": "TEST",
        },
    )


CONTROL = Control(
    id="codebuild.reports-encrypted",
    title="Reports of tests are encrypted",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="A report names the tests that fail: a map of where the product is weak.",
    fix="set encryptionDisabled of s3Destination to false",
    rules=(ResourceRule((_GROUP,), _check, _mend),),
    detection=(ConfigRule("CODEBUILD_REPORT_GROUP_ENCRYPTED_AT_REST"), SecurityHubControl("CodeBuild.7")),
    frameworks={Framework.FSBP: ("CodeBuild.7",)},
    good=(
        example("everything omitted", Given(_GROUP)),
        example("encrypted by default", _group()),
        example("encrypted", _group(encryptionDisabled=False)),
    ),
    bad=(example("in the clear", _group(encryptionDisabled=True)),),
)
