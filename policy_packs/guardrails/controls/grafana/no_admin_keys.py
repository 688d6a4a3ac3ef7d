"""Keys of a Grafana workspace are for viewers and editors."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:grafana/workspaceApiKey:WorkspaceApiKey": (Setting("keyRole", ("EDITOR", "VIEWER")),),
    "aws:grafana/workspaceServiceAccount:WorkspaceServiceAccount": (Setting("grafanaRole", ("EDITOR", "VIEWER")),),
}
_CONSEQUENCE = "whoever reads the key owns the workspace"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="grafana.no-admin-keys",
    title="Keys of a Grafana workspace are for viewers and editors",
    practices=(
        "iam.least-privilege",
        "application.secrets",
    ),
    severity=Severity.MEDIUM,
    why="An administrator's key adds users and data sources, and so reaches whatever the workspace may read.",
    fix="use the role EDITOR or VIEWER, and let people administrate by signing in",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
