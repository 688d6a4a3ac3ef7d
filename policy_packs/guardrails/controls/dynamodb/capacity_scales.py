"""DynamoDB tables scale with what is asked of them."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._properties import Undecided
from .._resources import Resource, Stack

_TABLE = "aws:dynamodb/table:Table"
_TARGET = "aws:appautoscaling/target:Target"
_POLICY = "aws:appautoscaling/policy:Policy"


def _scaled(stack: Stack) -> set[str]:
    """The names of the tables, without table/, that have both a target and a policy."""
    targets, policies = (
        {item.text("resourceId").removeprefix("table/") for item in stack.of_type(type)} for type in (_TARGET, _POLICY)
    )
    return targets & policies


def _scales(table: Resource, stack: Stack) -> bool:
    scaled = stack.once(_scaled)
    if scaled and table.is_anonymous():
        raise Undecided("name")
    return not scaled.isdisjoint(table.identifiers())


def _check(table: Resource, stack: Stack) -> Iterator[str]:
    if table.text("billingMode", default="PROVISIONED") != "PAY_PER_REQUEST" and not _scales(table, stack):
        yield "requests above the capacity fail; got billingMode PROVISIONED without a scaling policy, expected one"


_ORDERS = {"name": "orders", "hashKey": "id", "attributes": [{"name": "id", "type": "S"}]}


def _table(**properties: object) -> Given:
    return Given(_TABLE, _ORDERS | {"readCapacity": 5, "writeCapacity": 5} | properties, name="orders")


_DIMENSION = {"scalableDimension": "dynamodb:table:ReadCapacityUnits", "serviceNamespace": "dynamodb"}


def _target(resource: object) -> Given:
    return Given(_TARGET, _DIMENSION | {"maxCapacity": 100, "minCapacity": 5, "resourceId": resource}, name="target")


def _policy(resource: object) -> Given:
    return Given(_POLICY, _DIMENSION | {"policyType": "TargetTrackingScaling", "resourceId": resource}, name="policy")


CONTROL = Control(
    id="dynamodb.capacity-scales",
    title="DynamoDB tables scale with what is asked of them",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A fixed capacity is either paid for nothing or an outage at the first rush, also one that is staged.",
    fix="set billingMode to PAY_PER_REQUEST, or add a scaling target and policy for the table",
    rules=(StackRule((_TABLE,), _check),),
    detection=(ConfigRule("DYNAMODB_AUTOSCALING_ENABLED"), SecurityHubControl("DynamoDB.1")),
    frameworks={Framework.FSBP: ("DynamoDB.1",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_16",)},
    good=(
        example("on demand", Given(_TABLE, _ORDERS | {"billingMode": "PAY_PER_REQUEST"})),
        example("a scaling policy", _table(), _target("table/orders"), _policy("table/orders")),
        example("a scaling policy that refers to the table", _table(), _target(Ref("orders")), _policy(Ref("orders"))),
        example(
            "a scaling policy that refers to the target",
            _table(),
            _target("table/orders"),
            _policy(Ref("target", "resourceId")),
        ),
    ),
    bad=(
        example("everything omitted", Given(_TABLE)),
        example("a fixed capacity", _table(billingMode="PROVISIONED")),
        example("a target that nothing follows", _table(), _target("table/orders")),
        example("the policy of another table", _table(), _target("table/orders"), _policy("table/carts")),
        example("the target of another table", _table(), _target("table/carts"), _policy("table/orders")),
    ),
)
