"""Transfer servers log who signed in and what they took."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_SERVER = "aws:transfer/server:Server"


def _check(server: Resource) -> Iterator[str]:
    has_targets = not server.is_known("structuredLogDestinations") or server.texts("structuredLogDestinations")
    if not has_targets and "loggingRole" not in server:
        yield "transfers leave no trace; got no structuredLogDestinations, expected a log group"


CONTROL = Control(
    id="transfer.server-logged",
    title="Transfer servers log who signed in and what they took",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="After a partner's key leaks, only the log tells which files left.",
    fix="set structuredLogDestinations to the ARN of a log group",
    rules=(ResourceRule((_SERVER,), _check),),
    good=(
        example(
            "structured logs",
            Given(_SERVER, {"structuredLogDestinations": ["arn:aws:logs:us-east-1:111122223333:log-group:sftp:*"]}),
        ),
        example("logs of the old kind", Given(_SERVER, {"loggingRole": "arn:aws:iam::111122223333:role/sftp"})),
    ),
    bad=(
        example("everything omitted", Given(_SERVER)),
        example("an empty list", Given(_SERVER, {"structuredLogDestinations": []})),
    ),
)
