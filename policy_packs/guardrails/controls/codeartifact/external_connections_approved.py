"""Repositories of packages only take from public ones that are approved."""

from collections.abc import Iterator
from functools import partial

from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource

_REPOSITORY = "aws:codeartifact/repository:Repository"


def _check(repository: Resource) -> Iterator[str]:
    approved = repository.parameters["externalConnections"]
    yield from each(repository.blocks("externalConnections"), partial(_check_connection, approved=approved))


def _check_connection(connection: Block, approved: list[str]) -> Iterator[str]:
    name = connection.text("externalConnectionName")
    if name not in approved:
        yield (
            "anybody's package of a name that is free gets into your builds; got "
            f"{connection.path('externalConnectionName')} {name}, expected {' or '.join(approved) or 'none'}"
        )


def _given(name: str) -> Given:
    return Given(
        _REPOSITORY,
        {"domain": "shop", "repository": "web", "externalConnections": {"externalConnectionName": name}},
    )


CONTROL = Control(
    id="codeartifact.external-connections-approved",
    title="Repositories of packages only take from public ones that are approved",
    practices=("application.secure-coding",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A public package under the name of one of yours, with a higher version, is what the next build installs.",
    fix="remove externalConnections, or add it to those of the configuration",
    rules=(ResourceRule((_REPOSITORY,), _check),),
    parameters={
        "externalConnections": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string", "pattern": "^public:"},
                "description": "The public repositories that may be connected, such as public:npmjs.",
            },
        )
    },
    good=(
        example("everything omitted", Given(_REPOSITORY)),
        example("an approved one", _given("public:npmjs"), externalConnections=["public:npmjs"]),
    ),
    bad=(
        example("a public repository", _given("public:npmjs")),
        example("another than the approved one", _given("public:pypi"), externalConnections=["public:npmjs"]),
    ),
)
