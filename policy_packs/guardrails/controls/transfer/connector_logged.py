"""Transfer connectors log what they send and fetch."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_CONNECTOR = "aws:transfer/connector:Connector"
_REQUIRED = {"accessRole": "arn:aws:iam::111122223333:role/partner", "url": "sftp://partner.example.com"}


def _check(connector: Resource) -> Iterator[str]:
    if "loggingRole" not in connector:
        yield "transfers leave no trace; got no loggingRole, expected a role that may write logs"


CONTROL = Control(
    id="transfer.connector-logged",
    title="Transfer connectors log what they send and fetch",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="Only the log tells which files went to the partner, and whether they arrived.",
    fix="set loggingRole to a role that transfer.amazonaws.com can assume and that may write logs",
    rules=(ResourceRule((_CONNECTOR,), _check),),
    detection=(ConfigRule("TRANSFER_CONNECTOR_LOGGING_ENABLED"), SecurityHubControl("Transfer.3")),
    frameworks={Framework.FSBP: ("Transfer.3",)},
    good=(example("a role", Given(_CONNECTOR, _REQUIRED | {"loggingRole": "arn:aws:iam::111122223333:role/logs"})),),
    bad=(example("everything omitted but what is required", Given(_CONNECTOR, _REQUIRED)),),
)
