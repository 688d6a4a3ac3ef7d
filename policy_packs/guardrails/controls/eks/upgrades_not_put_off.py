"""Clusters are upgraded when the standard support of their version ends."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, cluster


def _check(cluster: Resource) -> Iterator[str]:
    support = cluster.block("upgradePolicy").text("supportType")
    if support != "STANDARD":
        yield (
            "the cluster stays on a version until its extended support ends; got upgradePolicy.supportType "
            f"{support or 'EXTENDED'}, expected STANDARD"
        )


def _mend(cluster: Resource) -> dict[str, str]:
    return {"upgradePolicy.supportType": "STANDARD"} if any(_check(cluster)) else {}


CONTROL = Control(
    id="eks.upgrades-not-put-off",
    title="Clusters are upgraded when the standard support of their version ends",
    practices=("patching.managed-services",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Extended support costs six times as much, and is what everybody who forgets to upgrade pays.",
    fix="set supportType of upgradePolicy to STANDARD",
    rules=(ResourceRule((CLUSTER,), _check, _mend),),
    good=(example("standard support", cluster(upgradePolicy={"supportType": "STANDARD"})),),
    bad=(
        example("everything omitted", Given(CLUSTER)),
        example("extended support", cluster(upgradePolicy={"supportType": "EXTENDED"})),
    ),
)
