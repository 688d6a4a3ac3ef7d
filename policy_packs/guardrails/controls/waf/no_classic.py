"""Nothing is built on AWS WAF Classic.

Source: AWS WAF developer guide, "AWS WAF Classic": the service has ended; what it did is done by WAF.
"""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_KINDS = ("WebAcl", "Rule", "RuleGroup", "RateBasedRule")
_TYPES = tuple(
    f"aws:{module}/{kind[0].lower()}{kind[1:]}:{kind}" for module in ("waf", "wafregional") for kind in _KINDS
)


def _check(resource: Resource) -> Iterator[str]:
    yield f"WAF Classic protects nothing any more; got a {resource.type}, expected one of aws:wafv2"


_BARE = {"name": "web", "metricName": "web"}
_IDS = ("WAF.1", "WAF.2", "WAF.3", "WAF.4", "WAF.6", "WAF.7", "WAF.8")


def _given(type: str) -> Given:
    more: dict[str, object] = {}
    if type.endswith(":WebAcl"):
        more = {"defaultAction": {"type": "ALLOW"}}
    elif type.endswith(":RateBasedRule"):
        more = {"rateKey": "IP", "rateLimit": 2000}
    return Given(type, _BARE | more)


CONTROL = Control(
    id="waf.no-classic",
    title="Nothing is built on AWS WAF Classic",
    practices=("network.waf-shield",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The classic service has neither managed rules nor a future, so what stands on it will fall without it.",
    fix="rebuild it with the types of aws:wafv2",
    rules=(ResourceRule(_TYPES, _check),),
    detection=(
        ConfigRule("WAF_CLASSIC_LOGGING_ENABLED"),
        ConfigRule("WAF_GLOBAL_RULEGROUP_NOT_EMPTY"),
        ConfigRule("WAF_GLOBAL_RULE_NOT_EMPTY"),
        ConfigRule("WAF_GLOBAL_WEBACL_NOT_EMPTY"),
        ConfigRule("WAF_REGIONAL_RULEGROUP_NOT_EMPTY"),
        ConfigRule("WAF_REGIONAL_RULE_NOT_EMPTY"),
        ConfigRule("WAF_REGIONAL_WEBACL_NOT_EMPTY"),
        *map(SecurityHubControl, _IDS),
    ),
    frameworks={Framework.FSBP: _IDS},
    equivalents={Tool.CONTROL_TOWER: ("WAF.PR.1", "WAF-REGIONAL.PR.1")},
    good=(
        example(
            "a web ACL of WAF",
            Given(
                "aws:wafv2/webAcl:WebAcl",
                {
                    "scope": "REGIONAL",
                    "defaultAction": {"allow": {}},
                    "visibilityConfig": {
                        "cloudwatchMetricsEnabled": True,
                        "metricName": "web",
                        "sampledRequestsEnabled": True,
                    },
                },
            ),
        ),
    ),
    bad=tuple(example(f"a {type}", _given(type)) for type in _TYPES),
)
