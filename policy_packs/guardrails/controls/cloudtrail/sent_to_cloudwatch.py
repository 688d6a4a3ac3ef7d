"""Trails are sent to CloudWatch Logs, where alarms watch them."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import TRAIL, trail


def _check(resource: Resource) -> Iterator[str]:
    if "cloudWatchLogsGroupArn" not in resource:
        yield "no alarm can watch the trail; got no cloudWatchLogsGroupArn, expected a log group"


CONTROL = Control(
    id="cloudtrail.sent-to-cloudwatch",
    title="Trails are sent to CloudWatch Logs, where alarms watch them",
    practices=("logging.cloudtrail", "logging.cloudwatch"),
    severity=Severity.LOW,
    why="Files in a bucket are read after the damage, a log group is watched while it happens.",
    fix="set cloudWatchLogsGroupArn and a cloudWatchLogsRoleArn that may write there",
    rules=(ResourceRule((TRAIL,), _check),),
    detection=(ConfigRule("CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED"), SecurityHubControl("CloudTrail.5")),
    frameworks={Framework.FSBP: ("CloudTrail.5",)},
    equivalents={
        Tool.CHECKOV: ("CKV2_AWS_10",),
        Tool.CONTROL_TOWER: ("CLOUDTRAIL.PR.3",),
        Tool.TRIVY: ("AWS-0162",),
    },
    good=(
        example("a group", trail(cloudWatchLogsGroupArn="arn:aws:logs:us-east-1:111122223333:log-group:trail:*")),
        example(
            "a group made beside it",
            Given("aws:cloudwatch/logGroup:LogGroup", name="group"),
            trail(cloudWatchLogsGroupArn=Ref("group", "arn")),
        ),
    ),
    bad=(example("everything omitted but the bucket", trail()),),
)
