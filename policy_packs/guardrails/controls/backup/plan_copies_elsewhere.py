"""Backup plans copy to another vault."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import PLAN


def _check(plan: Resource) -> Iterator[str]:
    rules = plan.blocks("rules")
    if not any(rule.blocks("copyActions") for rule in rules):
        yield f"backups are lost with the account; got {len(rules)} rules without copyActions, expected one with"


def _plan(**rule: Any) -> Given:
    return Given(PLAN, {"rules": [{"ruleName": "daily", "targetVaultName": "daily"} | rule]})


_COPY = {"destinationVaultArn": "arn:aws:backup:eu-west-1:444455556666:backup-vault:copies"}

CONTROL = Control(
    id="backup.plan-copies-elsewhere",
    title="Backup plans copy to another vault",
    practices=("response.plan",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Who takes over the account takes its backups too, unless copies lie in another one.",
    fix="add copyActions to a vault of another account or region",
    rules=(ResourceRule((PLAN,), _check),),
    good=(example("a copy elsewhere", _plan(copyActions=[_COPY])),),
    bad=(example("everything omitted that may be", _plan()), example("no copies", _plan(copyActions=[]))),
)
