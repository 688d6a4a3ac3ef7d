"""Hardware security modules run in FIPS mode."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity, Tier
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:cloudhsmv2/cluster:Cluster": (Setting("mode", ("FIPS",), unset="FIPS"),),
}
_CONSEQUENCE = "algorithms that were never certified are on offer"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="cloudhsmv2.fips-mode",
    title="Hardware security modules run in FIPS mode",
    practices=(
        "data.kms",
        "compliance.artifact",
    ),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Whoever keeps keys in hardware mostly does so for the certificate, and that is void in the other mode.",
    fix="set mode to FIPS",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
