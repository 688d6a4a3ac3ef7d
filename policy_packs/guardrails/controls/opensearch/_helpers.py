"""The types of search domains, and an example of one."""

from typing import Any

from .._model import Given

OPENSEARCH = "aws:opensearch/domain:Domain"
ELASTICSEARCH = "aws:elasticsearch/domain:Domain"
DOMAINS = (OPENSEARCH, ELASTICSEARCH)


def domain(type: str = OPENSEARCH, **properties: Any) -> Given:
    """A domain with the properties, for examples."""
    return Given(type, {"domainName": "products"} | properties)
