"""Ledgers decide by table and command what a role may do."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_LEDGER = "aws:qldb/ledger:Ledger"


def _check(ledger: Resource) -> Iterator[str]:
    mode = ledger.text("permissionsMode")
    if mode != "STANDARD":
        yield f"who may use the ledger may do everything; got permissionsMode {mode or 'nothing'}, expected STANDARD"


CONTROL = Control(
    id="qldb.permissions-standard",
    title="Ledgers decide by table and command what a role may do",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="In the old mode, a role that may read one table may write all of them.",
    fix="set permissionsMode to STANDARD",
    rules=(ResourceRule((_LEDGER,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_170",)},
    good=(example("by table and command", Given(_LEDGER, {"permissionsMode": "STANDARD"})),),
    bad=(
        example("everything omitted", Given(_LEDGER)),
        example("all or nothing", Given(_LEDGER, {"permissionsMode": "ALLOW_ALL"})),
    ),
)
