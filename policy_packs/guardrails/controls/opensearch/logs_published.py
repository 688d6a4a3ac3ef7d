"""Search domains send their logs to CloudWatch."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, OPENSEARCH, domain


def _check(search: Resource) -> Iterator[str]:
    if not any(log.flag("enabled", default=True) for log in search.blocks("logPublishingOptions")):
        yield "what goes wrong in the domain is lost; got no enabled logPublishingOptions, expected ES_APPLICATION_LOGS"


_GROUP = {"cloudwatchLogGroupArn": "arn:aws:logs:us-east-1:111122223333:log-group:products:*"}


def _logging(type: str = OPENSEARCH, **options: bool) -> Given:
    return domain(type, logPublishingOptions=[_GROUP | {"logType": "ES_APPLICATION_LOGS"} | options])


CONTROL = Control(
    id="opensearch.logs-published",
    title="Search domains send their logs to CloudWatch",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="Errors and slow queries show misuse first, and the domain itself keeps no log that one could read.",
    fix="publish ES_APPLICATION_LOGS in logPublishingOptions",
    rules=(ResourceRule(DOMAINS, _check),),
    detection=(
        ConfigRule("OPENSEARCH_LOGS_TO_CLOUDWATCH"),
        ConfigRule("ELASTICSEARCH_LOGS_TO_CLOUDWATCH"),
        SecurityHubControl("Opensearch.4"),
        SecurityHubControl("ES.4"),
    ),
    frameworks={Framework.FSBP: ("Opensearch.4", "ES.4")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_84",)},
    good=(
        example("errors", _logging()),
        example("errors, switched on", _logging(enabled=True)),
        example("an old domain's errors", _logging(ELASTICSEARCH)),
    ),
    bad=(
        example("everything omitted", Given(OPENSEARCH)),
        example("switched off", _logging(enabled=False)),
        example("switched off for an old domain", _logging(ELASTICSEARCH, enabled=False)),
    ),
)
