"""Auth policies of VPC Lattice name who may call."""

from collections.abc import Iterator

from .._documents import public_grants
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import POLICY, document


def _check(policy: Resource) -> Iterator[str]:
    yield from public_grants(policy, "policy")


_ORDERS = {"resourceIdentifier": "svc-0a1b2c3d"}

CONTROL = Control(
    id="vpclattice.auth-policy-not-public",
    title="Auth policies of VPC Lattice name who may call",
    practices=("iam.least-privilege", "network.private-subnets"),
    severity=Severity.HIGH,
    why="A policy for everybody lets callers in who are not even known to AWS.",
    fix="name principals, or add a condition on aws:PrincipalOrgID",
    rules=(ResourceRule((POLICY,), _check),),
    good=(
        example("one account", Given(POLICY, _ORDERS | {"policy": document("arn:aws:iam::111122223333:root")})),
        example(
            "the organization",
            Given(POLICY, _ORDERS | {"policy": document("*", StringEquals={"aws:PrincipalOrgID": "o-a1b2c3d4e5"})}),
        ),
    ),
    bad=(
        example("everybody", Given(POLICY, _ORDERS | {"policy": document("*")})),
        example(
            "everybody over TLS",
            Given(POLICY, _ORDERS | {"policy": document("*", Bool={"aws:SecureTransport": "true"})}),
        ),
    ),
)
