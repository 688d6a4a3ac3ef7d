"""Search domains refuse plain HTTP."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, OPENSEARCH, domain


def _enforces(search: Resource) -> bool:
    # The provider's default holds once any option of the endpoint is given.
    return search.block("domainEndpointOptions").flag("enforceHttps", default="domainEndpointOptions" in search)


def _check(search: Resource) -> Iterator[str]:
    if not _enforces(search):
        yield "requests over plain HTTP are accepted; got domainEndpointOptions.enforceHttps false, expected true"


def _mend(search: Resource) -> dict[str, bool]:
    return {} if _enforces(search) else {"domainEndpointOptions.enforceHttps": True}


_POLICY = "Policy-Min-TLS-1-2-PFS-2023-10"

CONTROL = Control(
    id="opensearch.https-enforced",
    title="Search domains refuse plain HTTP",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Without it, anybody on the path can read queries, documents and passwords.",
    fix="set domainEndpointOptions.enforceHttps to true",
    rules=(ResourceRule(DOMAINS, _check, _mend),),
    detection=(ConfigRule("OPENSEARCH_HTTPS_REQUIRED"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_83",), Tool.TRIVY: ("AWS-0046",)},
    good=(
        example("HTTPS", domain(domainEndpointOptions={"enforceHttps": True})),
        example("the provider's default", domain(domainEndpointOptions={"tlsSecurityPolicy": _POLICY})),
    ),
    bad=(
        example("everything omitted", Given(OPENSEARCH)),
        example("HTTP too", domain(domainEndpointOptions={"enforceHttps": False})),
        example("HTTP too for an old domain", domain(ELASTICSEARCH, domainEndpointOptions={"enforceHttps": False})),
    ),
)
