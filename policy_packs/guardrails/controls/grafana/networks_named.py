"""Dashboards are opened from named networks only."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_WORKSPACE = "aws:grafana/workspace:Workspace"


def _check(workspace: Resource) -> Iterator[str]:
    if "networkAccessControl" not in workspace:
        yield (
            "the login of the dashboards is open to everybody; got no networkAccessControl, "
            "expected prefix lists or endpoints"
        )


CONTROL = Control(
    id="grafana.networks-named",
    title="Dashboards are opened from named networks only",
    practices=("network.private-subnets",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A dashboard shows all that its data sources hold, and the next flaw of its login shows it to anybody.",
    fix="set prefixListIds or vpceIds of networkAccessControl",
    rules=(ResourceRule((_WORKSPACE,), _check),),
    good=(
        example(
            "a prefix list",
            Given(_WORKSPACE, {"networkAccessControl": {"prefixListIds": ["pl-0a1b2c3d"], "vpceIds": []}}),
        ),
    ),
    bad=(example("everything omitted", Given(_WORKSPACE)),),
)
