"""Search domains speak TLS 1.2 or later."""

import re
from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, OPENSEARCH, domain

_BEST = "Policy-Min-TLS-1-2-PFS-2023-10"
_OLD = "Policy-Min-TLS-1-0-2019-07"
_MODERN = re.compile(r"Policy-Min-TLS-1-[2-9]\b.*")


def _policy(search: Resource) -> str:
    return search.block("domainEndpointOptions").text("tlsSecurityPolicy", default=_OLD)


def _check(search: Resource) -> Iterator[str]:
    if not _MODERN.fullmatch(_policy(search)):
        yield f"broken versions of TLS are accepted; got tlsSecurityPolicy {_policy(search)}, expected {_BEST}"


def _mend(search: Resource) -> dict[str, str]:
    return {"domainEndpointOptions.tlsSecurityPolicy": _BEST} if any(_check(search)) else {}


CONTROL = Control(
    id="opensearch.tls-policy",
    title="Search domains speak TLS 1.2 or later",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    tier=Tier.MINIMAL,
    why="TLS 1.0 and 1.1 can be broken by who is on the path.",
    fix="set domainEndpointOptions.tlsSecurityPolicy to Policy-Min-TLS-1-2-PFS-2023-10",
    rules=(ResourceRule(DOMAINS, _check, _mend),),
    detection=(
        ConfigRule("OPENSEARCH_HTTPS_REQUIRED"),
        SecurityHubControl("Opensearch.8"),
        SecurityHubControl("ES.8"),
    ),
    frameworks={Framework.FSBP: ("Opensearch.8", "ES.8")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_228",), Tool.TRIVY: ("AWS-0126",)},
    good=tuple(
        example(policy, domain(domainEndpointOptions={"tlsSecurityPolicy": policy}))
        for policy in (_BEST, "Policy-Min-TLS-1-2-2019-07", "Policy-Min-TLS-1-3-2026-01")
    ),
    bad=(
        example("everything omitted", Given(OPENSEARCH)),
        *(
            example(f"TLS 1.0 for {type}", domain(type, domainEndpointOptions={"tlsSecurityPolicy": policy}))
            for type, policy in (
                (OPENSEARCH, "Policy-Min-TLS-1-0-2019-07"),
                (ELASTICSEARCH, "Policy-Min-TLS-1-0-2019-07"),
            )
        ),
        example("TLS 1.1", domain(domainEndpointOptions={"tlsSecurityPolicy": "Policy-Min-TLS-1-1-2020-01"})),
    ),
)
