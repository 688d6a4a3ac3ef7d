"""Search domains run on versions that are still in standard support."""

from collections.abc import Iterator

from .._lifecycles import day, ended
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, OPENSEARCH, domain


def _check(search: Resource) -> Iterator[str]:
    if search.type == ELASTICSEARCH:
        # Without a version, the old service creates the oldest one.
        version = search.text("elasticsearchVersion", default="1.5")
    else:
        version = search.text("engineVersion")
    old = search.type == ELASTICSEARCH or version.lower().startswith("elasticsearch")
    end = ended("elasticsearch" if old else "opensearch", version, search.parameters["on"])
    if end:
        yield (
            f"the engine is out of standard support; got version {version}, which ended on {end}, "
            "expected a supported one"
        )


CONTROL = Control(
    id="opensearch.engine-supported",
    title="Search domains run on versions that are still in standard support",
    practices=("patching.managed-services", "advisor.trusted-advisor"),
    severity=Severity.MEDIUM,
    why="After the end, fixes cost a surcharge for a while and then stop.",
    fix="upgrade the domain to a later version of OpenSearch",
    rules=(ResourceRule(DOMAINS, _check),),
    parameters=day(),
    good=(
        example("everything omitted, the latest", Given(OPENSEARCH)),
        example("a supported version", domain(engineVersion="OpenSearch_2.19")),
        example("a version newer than the table", domain(engineVersion="OpenSearch_4.1")),
        example("the last of the old engine", domain(engineVersion="Elasticsearch_7.10")),
        example("the last of the old service", domain(ELASTICSEARCH, elasticsearchVersion="7.10")),
        example("the last day", domain(engineVersion="OpenSearch_2.17"), on="2027-11-07"),
    ),
    bad=(
        example("OpenSearch 2.3", domain(engineVersion="OpenSearch_2.3")),
        example("Elasticsearch 7.8", domain(engineVersion="Elasticsearch_7.8")),
        example("the day after the last", domain(engineVersion="OpenSearch_2.17"), on="2027-11-08"),
        example("Elasticsearch 6.3 of the old service", domain(ELASTICSEARCH, elasticsearchVersion="6.3")),
        example("an old domain that does not say", Given(ELASTICSEARCH)),
    ),
)
