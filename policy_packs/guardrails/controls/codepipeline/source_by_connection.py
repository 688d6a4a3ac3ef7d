"""Pipelines reach their source by a connection, not by somebody's token."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_PIPELINE = "aws:codepipeline/pipeline:Pipeline"


def _check(pipeline: Resource) -> Iterator[str]:
    yield from each(pipeline.blocks("stages"), lambda stage: each(stage.blocks("actions"), _check_action))


def _check_action(action: Block) -> Iterator[str]:
    if action.text("owner") == "ThirdParty" and action.text("provider") == "GitHub":
        yield (
            f"the pipeline acts as a person whose token never ends; got {action.path('provider')} GitHub, "
            "expected CodeStarSourceConnection"
        )


def _pipeline(owner: str, provider: str) -> Given:
    source = {"category": "Source", "name": "Source", "owner": owner, "provider": provider, "version": "1"}
    deploy = {"category": "Deploy", "name": "Deploy", "owner": "AWS", "provider": "S3", "version": "1"}
    return Given(
        _PIPELINE,
        {
            "artifactStores": [{"location": "artifacts", "type": "S3"}],
            "roleArn": "arn:aws:iam::111122223333:role/deploy",
            "stages": [{"name": "Source", "actions": [source]}, {"name": "Deploy", "actions": [deploy]}],
        },
    )


CONTROL = Control(
    id="codepipeline.source-by-connection",
    title="Pipelines reach their source by a connection, not by somebody's token",
    practices=("application.secrets", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="The token is in the pipeline's definition and in the state, and reaches all that its owner does.",
    fix="use an action of the provider CodeStarSourceConnection",
    rules=(ResourceRule((_PIPELINE,), _check),),
    good=(
        example("everything omitted", Given(_PIPELINE)),
        example("a connection", _pipeline("AWS", "CodeStarSourceConnection")),
        example("an action of one's own by that name", _pipeline("Custom", "GitHub")),
        example("another third party", _pipeline("ThirdParty", "Jenkins")),
    ),
    bad=(example("a token", _pipeline("ThirdParty", "GitHub")),),
)
