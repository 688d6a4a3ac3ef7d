"""Backups of file systems carry the tags of the file system."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import LUSTRE, OPENZFS, REQUIRED, WINDOWS

_FLAGS = {
    LUSTRE: ("copyTagsToBackups",),
    OPENZFS: ("copyTagsToBackups", "copyTagsToVolumes"),
    WINDOWS: ("copyTagsToBackups",),
}


def _check(files: Resource) -> Iterator[str]:
    # Scratch file systems have no backups.
    if files.type == LUSTRE and not files.text("deploymentType").startswith("PERSISTENT"):
        return
    off = [name for name in _FLAGS[files.type] if not files.flag(name)]
    if off:
        yield f"nobody can tell whose backups these are; got {' and '.join(off)} false, expected true"


def _given(type: str, **properties: object) -> Given:
    return Given(type, REQUIRED[type] | properties)


CONTROL = Control(
    id="fsx.tags-copied",
    title="Backups of file systems carry the tags of the file system",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Access by tag, costs and retention all follow tags, and a backup without any escapes them.",
    fix="set copyTagsToBackups, and copyTagsToVolumes where there is one, to true",
    rules=(ResourceRule(tuple(_FLAGS), _check),),
    detection=(
        ConfigRule("FSX_OPENZFS_COPY_TAGS_ENABLED"),
        ConfigRule("FSX_LUSTRE_COPY_TAGS_TO_BACKUPS"),
        SecurityHubControl("FSx.1"),
        SecurityHubControl("FSx.2"),
    ),
    frameworks={Framework.FSBP: ("FSx.1", "FSx.2")},
    good=(
        *(example(f"copied for {type}", _given(type, **dict.fromkeys(names, True))) for type, names in _FLAGS.items()),
        example("a scratch file system", _given(LUSTRE, deploymentType="SCRATCH_2")),
        example("a scratch file system that does not say", _given(LUSTRE, deploymentType=None)),
    ),
    bad=(
        *(example(f"everything omitted that may be for {type}", _given(type)) for type in _FLAGS),
        *(example(f"only {name}", _given(OPENZFS, **{name: True})) for name in _FLAGS[OPENZFS]),
    ),
)
