"""Workspaces of Prometheus keep a log."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, ResourceRule, Severity, Tier, example
from .._resources import Resource

_WORKSPACE = "aws:amp/workspace:Workspace"


def _check(workspace: Resource) -> Iterator[str]:
    if "logGroupArn" not in workspace.block("loggingConfiguration"):
        yield "alerts that can't be sent fail in silence; got no loggingConfiguration.logGroupArn, expected a log group"


_GROUP = "arn:aws:logs:us-east-1:111122223333:log-group:/prometheus:*"

CONTROL = Control(
    id="amp.workspace-logged",
    title="Workspaces of Prometheus keep a log",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Rules that fail and alerts that nobody gets are only told of in this log.",
    fix="set logGroupArn of loggingConfiguration",
    rules=(ResourceRule((_WORKSPACE,), _check),),
    good=(
        example("a log group", Given(_WORKSPACE, {"loggingConfiguration": {"logGroupArn": _GROUP}})),
        example(
            "a log group that isn't known yet",
            Given("aws:cloudwatch/logGroup:LogGroup", {"retentionInDays": 365}, name="log"),
            Given(_WORKSPACE, {"loggingConfiguration": {"logGroupArn": Ref("log", "arn")}}),
        ),
    ),
    bad=(example("everything omitted", Given(_WORKSPACE)),),
)
