"""Keyspaces tables can be restored to any second of the last weeks."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_TABLE = "aws:keyspaces/table:Table"


def _check(table: Resource) -> Iterator[str]:
    status = table.block("pointInTimeRecovery").text("status", default="DISABLED")
    if status != "ENABLED":
        yield f"a mistake can't be undone; got pointInTimeRecovery.status {status}, expected ENABLED"


_ORDERS: dict[str, Any] = {
    "keyspaceName": "shop",
    "tableName": "orders",
    "schemaDefinition": {"columns": [{"name": "id", "type": "text"}], "partitionKeys": [{"name": "id"}]},
}

CONTROL = Control(
    id="keyspaces.recoverable",
    title="Keyspaces tables can be restored to any second of the last weeks",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.MEDIUM,
    why="One wrong write overwrites a row for good, unless the table keeps what was before.",
    fix="set pointInTimeRecovery.status to ENABLED",
    rules=(ResourceRule((_TABLE,), _check),),
    good=(example("on", Given(_TABLE, _ORDERS | {"pointInTimeRecovery": {"status": "ENABLED"}})),),
    bad=(
        example("everything omitted that may be", Given(_TABLE, _ORDERS)),
        example("off", Given(_TABLE, _ORDERS | {"pointInTimeRecovery": {"status": "DISABLED"}})),
    ),
)
