"""Web ACLs log the requests that they judge."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Guardrail, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack

_ACL = "aws:wafv2/webAcl:WebAcl"
_LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"


def _check(acl: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(acl, _LOGGING, by="resourceArn"):
        yield "nobody can say what the web ACL blocked; got no logging, expected a WebAclLoggingConfiguration"


_WEB = Given(
    _ACL,
    {
        "scope": "REGIONAL",
        "defaultAction": {"allow": {}},
        "visibilityConfig": {
            "cloudwatchMetricsEnabled": True,
            "metricName": "web",
            "sampledRequestsEnabled": True,
        },
    },
    name="web",
)


def _logging(acl: object) -> Given:
    target = "arn:aws:logs:us-east-1:111122223333:log-group:aws-waf-logs-web"
    return Given(_LOGGING, {"resourceArn": acl, "logDestinationConfigs": [target]}, name="logging")


CONTROL = Control(
    id="wafv2.web-acl-logged",
    title="Web ACLs log the requests that they judge",
    practices=("network.waf-shield", "logging.centralized"),
    severity=Severity.MEDIUM,
    why="Without the log an attack can't be told from a mistake of a rule, and neither can be investigated.",
    fix="give the web ACL a WebAclLoggingConfiguration",
    rules=(StackRule((_ACL,), _check),),
    guardrails=(
        Guardrail(
            sid="DenyRemovalOfWebProtection",
            actions=("wafv2:DeleteLoggingConfiguration", "wafv2:DeleteWebACL", "wafv2:DisassociateWebACL"),
        ),
    ),
    detection=(ConfigRule("WAFV2_LOGGING_ENABLED"), SecurityHubControl("WAF.11")),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_31",), Tool.SECURITY_HUB: ("WAF.11",)},
    good=(example("logged", _WEB, _logging(Ref("web", "arn"))),),
    bad=(
        example("everything omitted but what is required", _WEB),
        example(
            "the log of another web ACL",
            _WEB,
            _logging("arn:aws:wafv2:us-east-1:111122223333:regional/webacl/other/a1b2c3d4"),
        ),
    ),
)
