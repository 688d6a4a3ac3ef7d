"""Search domains know users, and what each of them may read."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, OPENSEARCH, domain


def _check(search: Resource) -> Iterator[str]:
    if not search.block("advancedSecurityOptions").flag("enabled"):
        yield "who reaches one index reaches all; got advancedSecurityOptions.enabled false, expected true"


CONTROL = Control(
    id="opensearch.fine-grained-access",
    title="Search domains know users, and what each of them may read",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="Without it, the access policy is all or nothing, and dashboards have no sign-in.",
    fix="set advancedSecurityOptions.enabled to true",
    rules=(ResourceRule(DOMAINS, _check),),
    detection=(ConfigRule("OPENSEARCH_ACCESS_CONTROL_ENABLED"), SecurityHubControl("Opensearch.7")),
    frameworks={Framework.FSBP: ("Opensearch.7",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_52",)},
    good=(example("users", domain(advancedSecurityOptions={"enabled": True})),),
    bad=(
        example("everything omitted", Given(OPENSEARCH)),
        example("no users", domain(advancedSecurityOptions={"enabled": False})),
        example("no users of an old domain", domain(ELASTICSEARCH)),
    ),
)
