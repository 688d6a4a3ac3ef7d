"""Search domains are encrypted at rest."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, OPENSEARCH, domain


def _check(search: Resource) -> Iterator[str]:
    if not search.block("encryptAtRest").flag("enabled"):
        yield "indexes are stored in the clear; got encryptAtRest.enabled false, expected true"


CONTROL = Control(
    id="opensearch.storage-encrypted",
    title="Search domains are encrypted at rest",
    practices=("data.at-rest",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Indexes, swap and snapshots hold everything that was ever searched for.",
    fix="set encryptAtRest.enabled to true",
    rules=(ResourceRule(DOMAINS, _check),),
    detection=(
        ConfigRule("OPENSEARCH_ENCRYPTED_AT_REST"),
        ConfigRule("ELASTICSEARCH_ENCRYPTED_AT_REST"),
        SecurityHubControl("Opensearch.1"),
        SecurityHubControl("ES.1"),
    ),
    frameworks={Framework.FSBP: ("Opensearch.1", "ES.1")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_5",), Tool.TRIVY: ("AWS-0048",)},
    good=(
        example("encrypted", domain(encryptAtRest={"enabled": True})),
        example("an old domain, encrypted", domain(ELASTICSEARCH, encryptAtRest={"enabled": True})),
    ),
    bad=(
        example("everything omitted", Given(OPENSEARCH)),
        example("in the clear", domain(encryptAtRest={"enabled": False})),
        example("an old domain in the clear", domain(ELASTICSEARCH)),
    ),
)
