"""Macie keeps what it found in a bucket."""

from collections.abc import Iterator

from .._model import Control, Given, Severity, StackRule, Tier, example
from .._resources import Resource, Stack

_ACCOUNT = "aws:macie2/account:Account"
_EXPORT = "aws:macie2/classificationExportConfiguration:ClassificationExportConfiguration"


def _check(account: Resource, stack: Stack) -> Iterator[str]:
    if not stack.beside(account, _EXPORT):
        yield "which objects hold personal data is forgotten; got no ClassificationExportConfiguration, expected one"


_BUCKET = {"bucketName": "macie-results", "kmsKeyArn": "arn:aws:kms:us-east-1:111122223333:key/1a2b"}

CONTROL = Control(
    id="macie.results-exported",
    title="Macie keeps what it found in a bucket",
    practices=("compliance.access-audit", "logging.centralized"),
    severity=Severity.LOW,
    why="Results are gone after 90 days, and AWS asks for a bucket within 30.",
    fix="add a ClassificationExportConfiguration to a bucket of the log archive",
    rules=(StackRule((_ACCOUNT,), _check),),
    tier=Tier.REGULATED,
    good=(
        example("a bucket", Given(_ACCOUNT, name="macie"), Given(_EXPORT, {"s3Destination": _BUCKET}, name="export")),
        example("only the bucket", Given(_EXPORT, {"s3Destination": _BUCKET})),
    ),
    bad=(example("everything omitted", Given(_ACCOUNT)),),
)
