"""Search domains write an audit log."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, OPENSEARCH, domain


def _check(search: Resource) -> Iterator[str]:
    logs = [log for log in search.blocks("logPublishingOptions") if log.text("logType") == "AUDIT_LOGS"]
    if not any(log.flag("enabled", default=True) for log in logs):
        yield "who searched for what is lost; got no AUDIT_LOGS in logPublishingOptions, expected them enabled"


_GROUP = {"cloudwatchLogGroupArn": "arn:aws:logs:us-east-1:111122223333:log-group:products:*"}


def _logging(*kinds: str, type: str = OPENSEARCH, **options: bool) -> Given:
    return domain(type, logPublishingOptions=[_GROUP | {"logType": kind} | options for kind in kinds])


CONTROL = Control(
    id="opensearch.audit-logged",
    title="Search domains write an audit log",
    practices=("logging.cloudwatch", "logging.centralized"),
    severity=Severity.MEDIUM,
    why="Failed logins, and who read which index, exist in this log only.",
    fix="publish AUDIT_LOGS in logPublishingOptions, with fine-grained access control on",
    rules=(ResourceRule(DOMAINS, _check),),
    detection=(
        ConfigRule("OPENSEARCH_AUDIT_LOGGING_ENABLED"),
        SecurityHubControl("Opensearch.5"),
        SecurityHubControl("ES.5"),
    ),
    frameworks={Framework.FSBP: ("Opensearch.5", "ES.5")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_317",), Tool.TRIVY: ("AWS-0042",)},
    good=(
        example("the audit log", _logging("AUDIT_LOGS", enabled=True)),
        example("the audit log among others", _logging("ES_APPLICATION_LOGS", "AUDIT_LOGS")),
    ),
    bad=(
        example("everything omitted", Given(OPENSEARCH)),
        example("only errors", _logging("ES_APPLICATION_LOGS")),
        example("switched off", _logging("AUDIT_LOGS", enabled=False)),
        example("an old domain with slow searches only", _logging("SEARCH_SLOW_LOGS", type=ELASTICSEARCH)),
    ),
)
