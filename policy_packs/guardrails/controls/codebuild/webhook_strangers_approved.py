"""Pull requests of strangers are approved before they are built."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import WEBHOOK, webhook

_ACTOR = "ACTOR_ACCOUNT_ID"


def _check(webhook: Resource) -> Iterator[str]:
    if webhook.block("pullRequestBuildPolicy").text("requiresCommentApproval") != "DISABLED":
        return
    groups = webhook.blocks("filterGroups")
    if not groups:
        yield "everybody's pull request runs with the rights of the build; got no filterGroups, expected an approval"
    yield from each(groups, _check_group)


def _check_group(group: Block) -> Iterator[str]:
    filters = group.blocks("filters")
    events = "".join(filter.text("pattern") for filter in filters if filter.text("type") == "EVENT")
    known = any(filter.text("type") == _ACTOR and not filter.flag("excludeMatchedPattern") for filter in filters)
    if not known and (not events or "PULL_REQUEST" in events):
        yield (
            f"everybody's pull request runs with the rights of the build; got {group.path()} without {_ACTOR}, "
            "expected one, or requiresCommentApproval ALL_PULL_REQUESTS"
        )


def _webhook(*filters: dict[str, Any], approval: str = "DISABLED") -> Given:
    groups = {"filterGroups": [{"filters": [*filters]}]} if filters else {}
    return webhook(pullRequestBuildPolicy={"requiresCommentApproval": approval}, **groups)


_PUSH = {"type": "EVENT", "pattern": "PUSH"}
_PULL = {"type": "EVENT", "pattern": "PUSH, PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED"}
_KNOWN = {"type": _ACTOR, "pattern": "^1234567$"}

CONTROL = Control(
    id="codebuild.webhook-strangers-approved",
    title="Pull requests of strangers are approved before they are built",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.HIGH,
    why="A pull request brings its own build script, which runs with the project's role and secrets.",
    fix="set requiresCommentApproval of pullRequestBuildPolicy to ALL_PULL_REQUESTS, or filter by ACTOR_ACCOUNT_ID",
    rules=(ResourceRule((WEBHOOK,), _check),),
    good=(
        example("everything omitted", Given(WEBHOOK)),
        example("all are approved", _webhook(_PULL, approval="ALL_PULL_REQUESTS")),
        example("those of forks are approved", _webhook(_PULL, approval="FORK_PULL_REQUESTS")),
        example("known accounts", _webhook(_PULL, _KNOWN)),
        example("pushes alone", _webhook(_PUSH)),
    ),
    bad=(
        example("no filter", _webhook()),
        example("pull requests of everybody", _webhook(_PULL)),
        example("all events of everybody", _webhook({"type": "BASE_REF", "pattern": "^refs/heads/main$"})),
        example("everybody but one", _webhook(_PULL, _KNOWN | {"excludeMatchedPattern": True})),
    ),
)
