"""Builds verify where their source comes from."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import PROJECT, project


def _check(project: Resource) -> Iterator[str]:
    yield from each((*project.blocks("source"), *project.blocks("secondarySources")), _check_source)


def _check_source(source: Block) -> Iterator[str]:
    if source.flag("insecureSsl"):
        yield f"anybody on the path can replace the source; got {source.path('insecureSsl')} true, expected false"


_SOURCE: dict[str, Any] = {"type": "GITHUB_ENTERPRISE", "location": "https://git.shop.example/shop/web.git"}

CONTROL = Control(
    id="codebuild.source-over-verified-tls",
    title="Builds verify where their source comes from",
    practices=("data.in-transit", "application.secure-coding"),
    severity=Severity.HIGH,
    why="Without the certificate's check, who is on the path hands over another source, which is built and deployed.",
    fix="set insecureSsl to false, and give the environment the certificate of a private authority",
    rules=(ResourceRule((PROJECT,), _check),),
    good=(
        example("everything omitted", Given(PROJECT)),
        example("verified", project(source=_SOURCE | {"insecureSsl": False})),
    ),
    bad=(
        example("not verified", project(source=_SOURCE | {"insecureSsl": True})),
        example(
            "another source that is not",
            project(secondarySources=[_SOURCE | {"sourceIdentifier": "tools", "insecureSsl": True}]),
        ),
    ),
)
