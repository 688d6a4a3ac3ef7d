"""Incidents are kept in more than one region."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_SET = "aws:ssmincidents/replicationSet:ReplicationSet"


def _check(replicas: Resource) -> Iterator[str]:
    if (count := len(replicas.blocks("regions"))) < 2:
        yield f"the plan is down with the region that it is for; got {count} regions, expected two or more"


def _given(*regions: str) -> Given:
    return Given(_SET, {"regions": [{"name": region} for region in regions]})


CONTROL = Control(
    id="ssmincidents.replicated",
    title="Incidents are kept in more than one region",
    practices=("response.plan",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="When the region is the incident, its contacts and plans are what is needed first.",
    fix="add a second region to the replication set",
    rules=(ResourceRule((_SET,), _check),),
    good=(example("two regions", _given("eu-central-1", "eu-west-1")),),
    bad=(
        example("everything omitted", Given(_SET)),
        example("one region", _given("eu-central-1")),
    ),
)
