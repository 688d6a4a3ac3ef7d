"""Where backups are planned, their restores are tested."""

from collections.abc import Iterator

from .._model import Control, Given, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import PLAN

_TEST = "aws:backup/restoreTestingPlan:RestoreTestingPlan"


def _check(plan: Resource, stack: Stack) -> Iterator[str]:
    if not stack.of_type(_TEST):
        yield "nobody knows whether the backups can be restored; got no RestoreTestingPlan, expected one"


_DAILY = Given(PLAN, {"rules": [{"ruleName": "daily", "targetVaultName": "daily"}]}, name="daily")
_SELECTION = {"algorithm": "LATEST_WITHIN_WINDOW", "includeVaults": ["*"], "recoveryPointTypes": ["SNAPSHOT"]}
_MONTHLY = {"recoveryPointSelection": _SELECTION, "scheduleExpression": "cron(0 5 1 * ? *)"}

CONTROL = Control(
    id="backup.restores-tested",
    title="Where backups are planned, their restores are tested",
    practices=("response.game-days", "response.plan"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A backup that was never restored is a hope: keys, formats and sizes only fail when it is needed.",
    fix="add a RestoreTestingPlan beside the backup plan",
    rules=(StackRule((PLAN,), _check),),
    good=(
        example(
            "tested every month",
            _DAILY,
            Given(_TEST, _MONTHLY, name="test"),
        ),
    ),
    bad=(example("not tested", _DAILY),),
)
