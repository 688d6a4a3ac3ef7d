"""Images are scanned again when new vulnerabilities become known."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_REGISTRY = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"


def _check(registry: Resource) -> Iterator[str]:
    if registry.text("scanType") == "BASIC":
        yield "holes that become known after a push are missed; got scanType BASIC, expected ENHANCED"


CONTROL = Control(
    id="ecr.scanned-continuously",
    title="Images are scanned again when new vulnerabilities become known",
    practices=("patching.managed-services",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A scan on push only knows the holes of that day, and none of the language packages.",
    fix="set scanType to ENHANCED, with a rule of frequency CONTINUOUS_SCAN",
    rules=(ResourceRule((_REGISTRY,), _check),),
    good=(
        example("everything omitted", Given(_REGISTRY)),
        example("by Inspector", Given(_REGISTRY, {"scanType": "ENHANCED"})),
    ),
    bad=(example("once", Given(_REGISTRY, {"scanType": "BASIC"})),),
)
