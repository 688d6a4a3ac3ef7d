"""The types of AppSync."""

from typing import Any

from .._model import Given

GRAPHQL_API = "aws:appsync/graphQLApi:GraphQLApi"
EVENT_API = "aws:appsync/api:Api"
NAMESPACE = "aws:appsync/channelNamespace:ChannelNamespace"
CACHE = "aws:appsync/apiCache:ApiCache"


def graphql(**more: Any) -> Given:
    """A GraphQL API, for examples."""
    return Given(GRAPHQL_API, {"name": "orders", "authenticationType": "AWS_IAM"} | more, name="api")


def cache(**more: Any) -> Given:
    """The cache of a GraphQL API, for examples."""
    inputs = {"apiId": "a1b2c3d4e5", "apiCachingBehavior": "FULL_REQUEST_CACHING", "ttl": 900, "type": "LARGE"}
    return Given(CACHE, inputs | more)
