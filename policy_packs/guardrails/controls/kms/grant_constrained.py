"""Grants of encryption say for which data they hold.

Source: KMS developer guide, "Grants in AWS KMS": grant constraints.
"""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_GRANT = "aws:kms/grant:Grant"
# The operations that take an encryption context, in symmetric keys.
_WITH_CONTEXT = frozenset(
    (
        "Decrypt",
        "Encrypt",
        "GenerateDataKey",
        "GenerateDataKeyPair",
        "GenerateDataKeyPairWithoutPlaintext",
        "GenerateDataKeyWithoutPlaintext",
        "ReEncryptFrom",
        "ReEncryptTo",
    )
)


def _check(grant: Resource) -> Iterator[str]:
    operations = [operation for operation in grant.texts("operations") if operation in _WITH_CONTEXT]
    if operations and "constraints" not in grant:
        yield (
            f"the grant holds for everything under the key; got {', '.join(operations)} without constraints, "
            "expected an encryption context"
        )


def _of(*operations: str, **properties: object) -> Given:
    grantee = "arn:aws:iam::111122223333:role/worker"
    return Given(_GRANT, {"keyId": "k", "granteePrincipal": grantee, "operations": list(operations), **properties})


CONTROL = Control(
    id="kms.grant-constrained",
    title="Grants of encryption say for which data they hold",
    practices=("data.kms", "iam.least-privilege"),
    severity=Severity.LOW,
    why="A grant without constraints decrypts whatever the key protects, not only what the worker was given it for.",
    fix="set constraints to the encryption context of the data",
    rules=(ResourceRule((_GRANT,), _check),),
    tier=Tier.REGULATED,
    good=(
        example("a context", _of("Decrypt", constraints=[{"encryptionContextSubset": {"app": "shop"}}])),
        example("operations without a context", _of("Sign", "DescribeKey")),
    ),
    bad=(
        *(example(f"{operation} on everything", _of(operation)) for operation in sorted(_WITH_CONTEXT)),
        example("one operation of two", _of("DescribeKey", "Decrypt")),
    ),
)
