"""Web ACLs of AWS WAF Classic that are still there log the requests that they judge."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_TYPES = ("aws:waf/webAcl:WebAcl", "aws:wafregional/webAcl:WebAcl")


def _check(acl: Resource) -> Iterator[str]:
    if not acl.block("loggingConfiguration").text("logDestination"):
        yield "nobody can say what the web ACL blocked; got no loggingConfiguration, expected one with a logDestination"


def _given(type: str, **more: object) -> Given:
    return Given(type, {"name": "web", "metricName": "web", "defaultAction": {"type": "ALLOW"}} | more)


_LOGGING = {"logDestination": "arn:aws:firehose:us-east-1:111122223333:deliverystream/aws-waf-logs-web"}

CONTROL = Control(
    id="waf.classic-logged",
    title="Web ACLs of AWS WAF Classic that are still there log the requests that they judge",
    practices=("network.waf-shield", "logging.centralized"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="What an old web ACL still blocks, and what it misses, has to be known before it is replaced.",
    fix="set loggingConfiguration.logDestination to a delivery stream, or move to WAF",
    rules=(ResourceRule(_TYPES, _check),),
    detection=(ConfigRule("WAF_CLASSIC_LOGGING_ENABLED"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_176",)},
    good=tuple(example(f"a {type} that is logged", _given(type, loggingConfiguration=_LOGGING)) for type in _TYPES),
    bad=(
        *(example(f"everything omitted but what is required, {type}", _given(type)) for type in _TYPES),
        example("no destination", _given(_TYPES[0], loggingConfiguration={})),
    ),
)
