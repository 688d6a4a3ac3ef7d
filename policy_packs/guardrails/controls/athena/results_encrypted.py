"""Athena encrypts the results of queries."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import DATABASE, WORKGROUP


def _check_workgroup(workgroup: Resource) -> Iterator[str]:
    configuration = workgroup.block("configuration")
    results = configuration.block("resultConfiguration").block("encryptionConfiguration")
    # What Athena keeps itself is always encrypted.
    kept = configuration.block("managedQueryResultsConfiguration").flag("enabled")
    if not results.text("encryptionOption") and not kept:
        path = results.path("encryptionOption")
        yield f"results are written as each client likes; got no {path}, expected SSE_KMS"


def _check_database(database: Resource) -> Iterator[str]:
    if not database.block("encryptionConfiguration").text("encryptionOption"):
        yield "results are written as S3 likes; got no encryptionConfiguration.encryptionOption, expected SSE_KMS"


def _workgroup(**configuration: object) -> Given:
    return Given(WORKGROUP, {"name": "analysts", "configuration": configuration})


def _database(**inputs: object) -> Given:
    return Given(DATABASE, {"name": "sales", "bucket": "sales-results", **inputs})


_KEY = "arn:aws:kms:us-east-1:111122223333:key/5f0c9f0a-6a7e-4f0e-8d0a-0a8f5b7a1c11"

CONTROL = Control(
    id="athena.results-encrypted",
    title="Athena encrypts the results of queries",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="A result is a copy of the data without the protection of where it came from.",
    fix="set encryptionOption of the encryptionConfiguration to SSE_KMS and name the key",
    rules=(ResourceRule((WORKGROUP,), _check_workgroup), ResourceRule((DATABASE,), _check_database)),
    detection=(ConfigRule("ATHENA_WORKGROUP_ENCRYPTED_AT_REST"),),
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_77", "CKV_AWS_159"),
        Tool.SECURITY_HUB: ("Athena.1",),
        Tool.TRIVY: ("AWS-0006",),
    },
    good=(
        example(
            "a key",
            _workgroup(
                resultConfiguration={"encryptionConfiguration": {"encryptionOption": "SSE_KMS", "kmsKeyArn": _KEY}}
            ),
        ),
        example("results that Athena keeps", _workgroup(managedQueryResultsConfiguration={"enabled": True})),
        example(
            "a database with a key",
            _database(encryptionConfiguration={"encryptionOption": "SSE_KMS", "kmsKey": _KEY}),
        ),
        example("a database under S3's key", _database(encryptionConfiguration={"encryptionOption": "SSE_S3"})),
    ),
    bad=(
        example("everything omitted", Given(WORKGROUP)),
        example("only the place", _workgroup(resultConfiguration={"outputLocation": "s3://sales-results/"})),
        example("Athena keeps no results", _workgroup(managedQueryResultsConfiguration={"enabled": False})),
        example("a database that does not say", _database()),
    ),
)
