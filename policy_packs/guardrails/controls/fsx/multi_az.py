"""File systems survive the loss of a zone."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import ONTAP, OPENZFS, REQUIRED, WINDOWS


def _check(files: Resource) -> Iterator[str]:
    deployment = files.text("deploymentType", default="SINGLE_AZ_1")
    if not deployment.startswith("MULTI_AZ"):
        yield f"the loss of one zone stops the file system; got deploymentType {deployment}, expected MULTI_AZ_1"


def _given(type: str, deployment: str | None) -> Given:
    return Given(type, REQUIRED[type] | {"deploymentType": deployment})


_TYPES = (WINDOWS, ONTAP, OPENZFS)

CONTROL = Control(
    id="fsx.multi-az",
    title="File systems survive the loss of a zone",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Zones fail as a whole, and a new file system from a backup takes hours.",
    fix="set deploymentType to MULTI_AZ_1; the file system has to be replaced",
    rules=(ResourceRule(_TYPES, _check),),
    detection=(
        ConfigRule("FSX_OPENZFS_DEPLOYMENT_TYPE_CHECK", {"deploymentTypes": "MULTI_AZ_1"}),
        ConfigRule("FSX_ONTAP_DEPLOYMENT_TYPE_CHECK", {"deploymentTypes": "MULTI_AZ_1,MULTI_AZ_2"}),
        ConfigRule("FSX_WINDOWS_DEPLOYMENT_TYPE_CHECK", {"deploymentTypes": "MULTI_AZ_1"}),
        SecurityHubControl("FSx.3"),
        SecurityHubControl("FSx.4"),
        SecurityHubControl("FSx.5"),
    ),
    frameworks={Framework.FSBP: ("FSx.3", "FSx.4", "FSx.5")},
    good=(
        *(example(f"two zones for {type}", _given(type, "MULTI_AZ_1")) for type in _TYPES),
        example("two zones, second generation", _given(ONTAP, "MULTI_AZ_2")),
    ),
    bad=(
        example("everything omitted that may be", _given(WINDOWS, None)),
        *(example(f"one zone for {type}", _given(type, "SINGLE_AZ_2")) for type in _TYPES),
    ),
)
