"""Builds are not shown to the public."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import PROJECT, project


def _check(project: Resource) -> Iterator[str]:
    if project.text("projectVisibility") == "PUBLIC_READ":
        yield (
            "everybody reads the logs and artifacts of the builds; got projectVisibility PUBLIC_READ, expected PRIVATE"
        )


def _mend(project: Resource) -> dict[str, str]:
    return {"projectVisibility": "PRIVATE"} if any(_check(project)) else {}


CONTROL = Control(
    id="codebuild.not-public",
    title="Builds are not shown to the public",
    practices=("application.secrets", "application.secure-coding"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="A build's log and its artifacts hold tokens, names and paths that help to break in, for all builds so far.",
    fix="set projectVisibility to PRIVATE",
    rules=(ResourceRule((PROJECT,), _check, _mend),),
    good=(
        example("everything omitted", Given(PROJECT)),
        example("private", project(projectVisibility="PRIVATE")),
    ),
    bad=(example("public", project(projectVisibility="PUBLIC_READ")),),
)
