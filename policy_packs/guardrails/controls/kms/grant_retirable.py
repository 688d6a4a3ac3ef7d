"""Grants can be retired once the work is done.

Source: KMS developer guide, "Grants in AWS KMS": retiring and revoking grants.
"""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_GRANT = "aws:kms/grant:Grant"


def _check(grant: Resource) -> Iterator[str]:
    if "retiringPrincipal" not in grant and "RetireGrant" not in grant.texts("operations"):
        yield "nobody but the key's administrators ends the grant; got no retiringPrincipal, expected a principal"


def _of(**properties: object) -> Given:
    grantee = "arn:aws:iam::111122223333:role/worker"
    return Given(_GRANT, {"keyId": "k", "granteePrincipal": grantee, "operations": ["Decrypt"], **properties})


CONTROL = Control(
    id="kms.grant-retirable",
    title="Grants can be retired once the work is done",
    practices=("data.kms", "iam.least-privilege"),
    severity=Severity.LOW,
    why="A grant has no end of its own: what nobody may retire stays open long after the work.",
    fix="set retiringPrincipal to who ends the work",
    rules=(ResourceRule((_GRANT,), _check),),
    tier=Tier.REGULATED,
    good=(
        example("a principal retires it", _of(retiringPrincipal="arn:aws:iam::111122223333:role/starter")),
        example("the worker retires it", _of(operations=["Decrypt", "RetireGrant"])),
    ),
    bad=(example("everything omitted but what AWS requires", _of()),),
)
