"""GraphQL APIs don't hand out their schema."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import GRAPHQL_API, graphql


def _check(api: Resource) -> Iterator[str]:
    if (config := api.text("introspectionConfig") or "ENABLED") != "DISABLED":
        yield f"the API explains itself to attackers; got introspectionConfig {config}, expected DISABLED"


CONTROL = Control(
    id="appsync.introspection-off",
    title="GraphQL APIs don't hand out their schema",
    practices=("application.secure-coding",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The schema names every field and mutation, those too that no application shows.",
    fix="set introspectionConfig to DISABLED",
    rules=(ResourceRule((GRAPHQL_API,), _check),),
    good=(example("off", graphql(introspectionConfig="DISABLED")),),
    bad=(
        example("everything omitted", Given(GRAPHQL_API)),
        example("on", graphql(introspectionConfig="ENABLED")),
    ),
)
