"""DynamoDB tables can be restored to any second of the last weeks."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_TABLE = "aws:dynamodb/table:Table"
_REPLICA = "aws:dynamodb/tableReplica:TableReplica"


def _check(table: Resource) -> Iterator[str]:
    if not table.block("pointInTimeRecovery").flag("enabled"):
        yield "a mistake can't be undone; got pointInTimeRecovery.enabled false, expected true"


def _check_replica(replica: Resource) -> Iterator[str]:
    if not replica.flag("pointInTimeRecovery"):
        yield "a mistake can't be undone; got pointInTimeRecovery false, expected true"


_ORDERS = {"hashKey": "id", "attributes": [{"name": "id", "type": "S"}]}
_COPY = {"globalTableArn": "arn:aws:dynamodb:us-east-1:111122223333:table/orders"}

CONTROL = Control(
    id="dynamodb.recoverable",
    title="DynamoDB tables can be restored to any second of the last weeks",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.MEDIUM,
    why="One wrong write overwrites an item for good, unless the table keeps what was before.",
    fix="set pointInTimeRecovery.enabled to true",
    rules=(ResourceRule((_TABLE,), _check), ResourceRule((_REPLICA,), _check_replica)),
    detection=(ConfigRule("DYNAMODB_PITR_ENABLED"), SecurityHubControl("DynamoDB.2")),
    frameworks={Framework.FSBP: ("DynamoDB.2",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_28",),
        Tool.TRIVY: ("AWS-0024",),
        Tool.CONTROL_TOWER: ("DYNAMODB.PR.1",),
    },
    good=(
        example("on", Given(_TABLE, _ORDERS | {"pointInTimeRecovery": {"enabled": True}})),
        example("on, as text", Given(_TABLE, _ORDERS | {"pointInTimeRecovery": {"enabled": "true"}})),
        example("on for a replica", Given(_REPLICA, _COPY | {"pointInTimeRecovery": True})),
    ),
    bad=(
        example("everything omitted", Given(_TABLE)),
        example("off", Given(_TABLE, _ORDERS | {"pointInTimeRecovery": {"enabled": False}})),
        example("only the days", Given(_TABLE, _ORDERS | {"pointInTimeRecovery": {"recoveryPeriodInDays": 7}})),
        example("a replica that does not say", Given(_REPLICA, _COPY)),
    ),
)
