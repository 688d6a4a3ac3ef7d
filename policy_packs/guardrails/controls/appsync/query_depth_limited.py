"""GraphQL APIs limit how deep a query may go."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import GRAPHQL_API, graphql


def _check(api: Resource) -> Iterator[str]:
    # AWS takes 0 for no limit.
    if api.text("apiType") != "MERGED" and not api.number("queryDepthLimit"):
        yield "one small query can ask for everything; got queryDepthLimit 0, expected 1 to 75"


CONTROL = Control(
    id="appsync.query-depth-limited",
    title="GraphQL APIs limit how deep a query may go",
    practices=("application.secure-coding",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Queries that nest what refers to each other multiply with every level, until the API answers nobody.",
    fix="set queryDepthLimit to the depth that the application needs",
    rules=(ResourceRule((GRAPHQL_API,), _check),),
    good=(
        example("limited", graphql(queryDepthLimit=1)),
        example("a merged API, which is limited by its sources", graphql(apiType="MERGED")),
    ),
    bad=(
        example("everything omitted", Given(GRAPHQL_API)),
        example("no limit", graphql(queryDepthLimit=0)),
        example("no limit of an API of its own", graphql(apiType="GRAPHQL")),
    ),
)
