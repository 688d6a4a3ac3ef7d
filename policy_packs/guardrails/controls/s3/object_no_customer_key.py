"""Objects are not encrypted with a key that each request has to bring."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_COPY = "aws:s3/objectCopy:ObjectCopy"


def _check(copy: Resource) -> Iterator[str]:
    if "customerKey" in copy or "customerAlgorithm" in copy:
        yield "the object's key stands in the program and its state; got customerKey, expected a kmsKeyId"


_NAMED = {"bucket": "data", "key": "a.csv", "source": "drafts/a.csv"}

CONTROL = Control(
    id="s3.object-no-customer-key",
    title="Objects are not encrypted with a key that each request has to bring",
    practices=("data.sse-and-client-side", "data.kms", "application.secrets"),
    severity=Severity.MEDIUM,
    enforced=True,
    why="Such a key is a secret in every program that reads the object, and extortionists use the same feature.",
    fix="remove customerKey and customerAlgorithm, and set kmsKeyId",
    rules=(ResourceRule((_COPY,), _check),),
    good=(
        example("everything omitted but the names", Given(_COPY, _NAMED)),
        example("a key of KMS", Given(_COPY, _NAMED | {"kmsKeyId": "alias/data", "serverSideEncryption": "aws:kms"})),
        example("the copy leaves such a key behind", Given(_COPY, _NAMED | {"sourceCustomerAlgorithm": "AES256"})),
    ),
    bad=(
        example("a key", Given(_COPY, _NAMED | {"customerKey": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="})),
        example("an algorithm", Given(_COPY, _NAMED | {"customerAlgorithm": "AES256"})),
    ),
)
