"""Automatic backups of file systems are kept long enough."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import LUSTRE, ONTAP, OPENZFS, REQUIRED, WINDOWS

_TYPES = (WINDOWS, ONTAP, OPENZFS, LUSTRE)


def _check(files: Resource) -> Iterator[str]:
    # Scratch file systems have no backups.
    if files.type == LUSTRE and not files.text("deploymentType").startswith("PERSISTENT"):
        return
    days = files.number("automaticBackupRetentionDays", default=7 if files.type == WINDOWS else 0)
    fewest = files.parameters["days"]
    if days < fewest:
        yield f"backups are gone soon; got automaticBackupRetentionDays {days:g}, expected {fewest} or more"


def _given(type: str, days: int | None = None, **properties: object) -> Given:
    return Given(type, REQUIRED[type] | {"automaticBackupRetentionDays": days} | properties)


CONTROL = Control(
    id="fsx.backups-retained",
    title="Automatic backups of file systems are kept long enough",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Damage is often noticed days later, when the last backup from before it must still exist.",
    fix="set automaticBackupRetentionDays to 7 or more",
    rules=(ResourceRule(_TYPES, _check),),
    parameters={
        "days": Parameter(
            7, {"type": "integer", "minimum": 1, "maximum": 90, "description": "The fewest days that pass."}
        )
    },
    good=(
        *(example(f"a week for {type}", _given(type, 7)) for type in _TYPES),
        example("everything omitted that may be, a week by default", _given(WINDOWS)),
        example("a scratch file system", _given(LUSTRE, deploymentType="SCRATCH_2")),
        example("as short as the configuration", _given(OPENZFS, 1), days=1),
    ),
    bad=(
        *(example(f"{type} that does not say", _given(type)) for type in _TYPES if type != WINDOWS),
        *(example(f"six days for {type}", _given(type, 6)) for type in _TYPES),
        example("a week by default is too short for the configuration", _given(WINDOWS), days=8),
        example("nothing by default, at the shortest of configurations", _given(ONTAP), days=1),
    ),
)
