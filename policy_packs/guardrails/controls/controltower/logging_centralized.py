"""Control Tower's landing zone collects logs in an account for them.

Source: AWS Control Tower user guide, "Landing zone schemas".
"""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block
from .._resources import Resource

_ZONE = "aws:controltower/landingZone:LandingZone"


def _check(zone: Resource) -> Iterator[str]:
    manifest = Block(zone.json("manifestJson") or {}, "manifestJson")
    logging = manifest.block("centralizedLogging")
    if not logging.flag("enabled", default=True):
        yield "each account keeps its own logs; got centralizedLogging.enabled false, expected true"
    if "accountId" not in logging:
        yield "each account keeps its own logs; got no centralizedLogging.accountId, expected the archive's account"


def _given(**logging: Any) -> Given:
    return Given(_ZONE, {"version": "4.0", "manifestJson": {"centralizedLogging": logging}})


CONTROL = Control(
    id="controltower.logging-centralized",
    title="Control Tower's landing zone collects logs in an account for them",
    practices=("logging.centralized", "account.cloudtrail"),
    severity=Severity.MEDIUM,
    why="Who takes over an account can clean the logs that are kept in it.",
    fix="enable centralizedLogging in manifestJson and give it the account of the log archive",
    rules=(ResourceRule((_ZONE,), _check),),
    good=(
        example("an archive", _given(enabled=True, accountId="111122223333")),
        example("enabled by its being there", _given(accountId="111122223333")),
    ),
    bad=(
        example("everything omitted", Given(_ZONE)),
        example("off", _given(enabled=False, accountId="111122223333")),
        example("no account", _given(enabled=True)),
    ),
)
