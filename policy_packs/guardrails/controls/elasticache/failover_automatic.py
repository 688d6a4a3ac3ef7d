"""Caches fail over to a replica by themselves."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import GROUP


def _check(group: Resource) -> Iterator[str]:
    if not group.flag("automaticFailoverEnabled"):
        yield "a failed node stops the cache; got automaticFailoverEnabled false, expected true"


_CACHE = {"description": "sessions"}

CONTROL = Control(
    id="elasticache.failover-automatic",
    title="Caches fail over to a replica by themselves",
    practices=("advisor.trusted-advisor",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Without it, somebody has to promote a replica by hand while the application waits.",
    fix="set automaticFailoverEnabled to true, with at least one replica",
    rules=(ResourceRule((GROUP,), _check),),
    detection=(ConfigRule("ELASTICACHE_REPL_GRP_AUTO_FAILOVER_ENABLED"), SecurityHubControl("ElastiCache.3")),
    frameworks={Framework.FSBP: ("ElastiCache.3",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_50",)},
    good=(example("automatic", Given(GROUP, _CACHE | {"automaticFailoverEnabled": True})),),
    bad=(
        example("everything omitted but the description", Given(GROUP, _CACHE)),
        example("by hand", Given(GROUP, _CACHE | {"automaticFailoverEnabled": False})),
    ),
)
