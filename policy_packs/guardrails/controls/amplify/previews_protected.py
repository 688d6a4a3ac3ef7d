"""Previews of pull requests ask for a password."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block
from .._resources import Resource

_APP = "aws:amplify/app:App"
_BRANCH = "aws:amplify/branch:Branch"


def _check_app(app: Resource) -> Iterator[str]:
    if "autoBranchCreationConfig" in app:
        yield from _check(app.block("autoBranchCreationConfig"), app.flag("enableBasicAuth"))


def _check_branch(branch: Resource) -> Iterator[str]:
    yield from _check(branch, False)


def _check(settings: Block, protected: bool) -> Iterator[str]:
    if settings.flag("enablePullRequestPreview") and not protected and not settings.flag("enableBasicAuth"):
        yield "anybody sees unreviewed code run; got enablePullRequestPreview without enableBasicAuth, expected both"


def _branch(**more: Any) -> Given:
    return Given(_BRANCH, {"appId": "d1a2b3c4", "branchName": "main"} | more)


def _app(*, password: bool = False, **config: Any) -> Given:
    settings = {"enableAutoBranchCreation": True, "autoBranchCreationConfig": config or None}
    return Given(_APP, {"name": "shop", "enableBasicAuth": password} | settings)


_PREVIEW = {"enablePullRequestPreview": True}

CONTROL = Control(
    id="amplify.previews-protected",
    title="Previews of pull requests ask for a password",
    practices=("application.secure-coding",),
    severity=Severity.MEDIUM,
    why="A preview runs code that nobody has reviewed, at a public address, with the application's role.",
    fix="set enableBasicAuth with basicAuthCredentials, or leave enablePullRequestPreview out",
    rules=(ResourceRule((_APP,), _check_app), ResourceRule((_BRANCH,), _check_branch)),
    good=(
        example("everything omitted", Given(_APP)),
        example("no previews", _branch(enablePullRequestPreview=False)),
        example("previews with a password", _branch(**_PREVIEW, enableBasicAuth=True)),
        example("branches with a password", _app(**_PREVIEW, enableBasicAuth=True)),
        example("an application with a password", _app(password=True, **_PREVIEW)),
        example("branches without previews", _app(stage="DEVELOPMENT")),
    ),
    bad=(
        example("previews for anybody", _branch(**_PREVIEW)),
        example("previews for anybody, of every branch", _app(**_PREVIEW)),
    ),
)
