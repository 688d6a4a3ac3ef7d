"""VPC Lattice services ask who calls."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, ResourceRule, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import POLICY, document

_TYPE = "aws:vpclattice/service:Service"


def _check(resource: Resource) -> Iterator[str]:
    auth = resource.text("authType")
    if auth != "AWS_IAM":
        yield f"whoever reaches it may call it; got authType {auth or 'NONE'}, expected AWS_IAM"


def _check_policy(resource: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(resource, POLICY, by="resourceIdentifier"):
        yield "nothing says who may call; got no AuthPolicy, expected one that names callers"


_ORDERS = Given(_TYPE, {"name": "orders", "authType": "AWS_IAM"}, name="orders")


def _policy(resource: object) -> Given:
    return Given(
        POLICY, {"resourceIdentifier": resource, "policy": document("arn:aws:iam::111122223333:root")}, name="policy"
    )


CONTROL = Control(
    id="vpclattice.service-authorizes",
    title="VPC Lattice services ask who calls",
    practices=("iam.least-privilege", "network.private-subnets"),
    severity=Severity.MEDIUM,
    why="A lattice joins the networks of many accounts, so being inside of one of them proves nothing.",
    fix="set authType to AWS_IAM and add an AuthPolicy that names the callers",
    rules=(ResourceRule((_TYPE,), _check), StackRule((_TYPE,), _check_policy)),
    good=(
        example("a policy", _ORDERS, _policy(Ref("orders", "arn"))),
        example("a policy by the id", _ORDERS, _policy(Ref("orders"))),
    ),
    bad=(
        example("everything omitted", Given(_TYPE)),
        example("open", Given(_TYPE, {"authType": "NONE"})),
        example("no policy", _ORDERS),
        example("the policy of another", _ORDERS, _policy("svc-9f8e7d6c")),
    ),
)
