"""Search domains send their slow logs to CloudWatch."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, OPENSEARCH, domain

_SLOW = ("INDEX_SLOW_LOGS", "SEARCH_SLOW_LOGS")


def _check(search: Resource) -> Iterator[str]:
    enabled = [
        log.text("logType") for log in search.blocks("logPublishingOptions") if log.flag("enabled", default=True)
    ]
    if not {*_SLOW} & {*enabled}:
        yield (
            "who searches for everything is lost; "
            f"got {', '.join(enabled) or 'nothing'} enabled in logPublishingOptions, expected {' or '.join(_SLOW)}"
        )


def _logging(log: str, type: str = OPENSEARCH, **options: bool) -> Given:
    group = {"cloudwatchLogGroupArn": "arn:aws:logs:us-east-1:111122223333:log-group:products:*", "logType": log}
    return domain(type, logPublishingOptions=[group | options])


CONTROL = Control(
    id="opensearch.slow-logs-published",
    title="Search domains send their slow logs to CloudWatch",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A query for everything takes long, and shows nowhere else unless the audit log is on.",
    fix="publish INDEX_SLOW_LOGS and SEARCH_SLOW_LOGS in logPublishingOptions",
    rules=(ResourceRule(DOMAINS, _check),),
    good=(
        *(example(f"published: {log}", _logging(log)) for log in _SLOW),
        example("switched on", _logging(_SLOW[0], enabled=True)),
        example("an old domain's", _logging(_SLOW[1], ELASTICSEARCH)),
    ),
    bad=(
        example("everything omitted", Given(OPENSEARCH)),
        example("an old domain, everything omitted", Given(ELASTICSEARCH)),
        example("errors alone", _logging("ES_APPLICATION_LOGS")),
        example("switched off", _logging(_SLOW[0], enabled=False)),
    ),
)
