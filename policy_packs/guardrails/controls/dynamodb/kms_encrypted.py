"""DynamoDB tables are encrypted under a key of KMS that the account sees."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_TABLE = "aws:dynamodb/table:Table"


def _check(table: Resource) -> Iterator[str]:
    if not table.block("serverSideEncryption").flag("enabled"):
        yield "who uses the key is in no log; got serverSideEncryption.enabled false, expected true"


def _table(**encryption: object) -> Given:
    orders = {"hashKey": "id", "attributes": [{"name": "id", "type": "S"}]}
    return Given(_TABLE, orders | {"serverSideEncryption": encryption})


CONTROL = Control(
    id="dynamodb.kms-encrypted",
    title="DynamoDB tables are encrypted under a key of KMS that the account sees",
    practices=("data.kms", "data.at-rest"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="By default the key belongs to DynamoDB itself, so no log tells who used it and nobody can shut it.",
    fix="set serverSideEncryption.enabled to true, with a kmsKeyArn of your own where possible",
    rules=(ResourceRule((_TABLE,), _check),),
    detection=(ConfigRule("DYNAMODB_TABLE_ENCRYPTION_ENABLED"),),
    good=(
        example("on, under AWS's key in the account", _table(enabled=True)),
        example("on, as text", _table(enabled="true")),
    ),
    bad=(
        example("everything omitted", Given(_TABLE)),
        example("off", _table(enabled=False)),
    ),
)
