"""Replication takes objects along that KMS encrypts."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import REPLICATION


def _check(replication: Resource) -> Iterator[str]:
    yield from each(replication.blocks("rules"), _check_rule)


def _check_rule(rule: Block) -> Iterator[str]:
    status = rule.block("sourceSelectionCriteria").block("sseKmsEncryptedObjects").text("status")
    if rule.text("status") == "Enabled" and status != "Enabled":
        path = rule.path("sourceSelectionCriteria.sseKmsEncryptedObjects.status")
        yield f"objects that KMS encrypts stay behind; got {path} {status or 'none'}, expected Enabled"


def _given(status: str = "Enabled", kms: str | None = None, **rule: Any) -> Given:
    criteria = {"sourceSelectionCriteria": {"sseKmsEncryptedObjects": {"status": kms}}} if kms else {}
    rules = [{"status": status, "destination": {"bucket": "arn:aws:s3:::copy"}, **criteria, **rule}]
    role = "arn:aws:iam::111122223333:role/replication"
    return Given(REPLICATION, {"bucket": "data", "role": role, "rules": rules})


CONTROL = Control(
    id="s3.replication-takes-all-objects",
    title="Replication takes objects along that KMS encrypts",
    practices=("data.at-rest", "data.kms"),
    severity=Severity.LOW,
    why="S3 leaves such objects out without a word, and the gap only shows on the day the copy is needed.",
    fix="set sourceSelectionCriteria.sseKmsEncryptedObjects.status to Enabled and name a replicaKmsKeyId",
    tier=Tier.REGULATED,
    rules=(ResourceRule((REPLICATION,), _check),),
    good=(
        example("everything omitted", Given(REPLICATION)),
        example("all objects", _given(kms="Enabled")),
        example("a rule that is off", _given("Disabled")),
    ),
    bad=(
        example("everything omitted of a rule", _given()),
        example("left out by name", _given(kms="Disabled")),
        example(
            "only changes of replicas are selected",
            _given(sourceSelectionCriteria={"replicaModifications": {"status": "Enabled"}}),
        ),
    ),
)
