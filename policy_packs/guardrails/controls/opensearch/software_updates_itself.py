"""Search domains take updates of the service's software by themselves."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import OPENSEARCH, domain


def _updates(search: Resource) -> bool:
    return search.block("softwareUpdateOptions").flag("autoSoftwareUpdateEnabled")


def _check(search: Resource) -> Iterator[str]:
    if not _updates(search):
        yield "fixes wait for somebody; got softwareUpdateOptions.autoSoftwareUpdateEnabled false, expected true"


def _mend(search: Resource) -> dict[str, bool]:
    return {} if _updates(search) else {"softwareUpdateOptions.autoSoftwareUpdateEnabled": True}


CONTROL = Control(
    id="opensearch.software-updates-itself",
    title="Search domains take updates of the service's software by themselves",
    practices=("patching.managed-services",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Optional updates carry security fixes too, and stay away until somebody asks for them.",
    fix="set softwareUpdateOptions.autoSoftwareUpdateEnabled to true",
    rules=(ResourceRule((OPENSEARCH,), _check, _mend),),
    detection=(ConfigRule("OPENSEARCH_UPDATE_CHECK"), SecurityHubControl("Opensearch.10")),
    frameworks={Framework.FSBP: ("Opensearch.10",)},
    good=(example("on", domain(softwareUpdateOptions={"autoSoftwareUpdateEnabled": True})),),
    bad=(
        example("everything omitted", Given(OPENSEARCH)),
        example("off", domain(softwareUpdateOptions={"autoSoftwareUpdateEnabled": False})),
    ),
)
