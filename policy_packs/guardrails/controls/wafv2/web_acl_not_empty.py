"""Web ACLs have rules."""

import json
from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import ACL, ASSOCIATION, RULE, acl_rules, managed_rule, web_acl

_CLASSIC = ("aws:waf/webAcl:WebAcl", "aws:wafregional/webAcl:WebAcl")
_MESSAGE = "the web ACL judges nothing; got no rules, expected at least one"


def _check(acl: Resource, stack: Stack) -> Iterator[str]:
    if not acl_rules(acl, stack) and not stack.sidecars(acl, ASSOCIATION, by="webAclArn"):
        yield _MESSAGE


def _check_classic(acl: Resource) -> Iterator[str]:
    if not any(rule.names() for rule in acl.blocks("rules")):
        yield _MESSAGE


_CORE = managed_rule("AWSManagedRulesCommonRuleSet")
_TO_WEB = {"priority": 1, "webAclArn": Ref("web", "arn")}
_CLASSIC_RULE = {"priority": 1, "ruleId": "0a1b2c3d", "action": {"type": "BLOCK"}}


def _classic(type: str, *rules: dict[str, object]) -> Given:
    return Given(type, {"name": "web", "metricName": "web", "defaultAction": {"type": "ALLOW"}, "rules": list(rules)})


CONTROL = Control(
    id="wafv2.web-acl-not-empty",
    title="Web ACLs have rules",
    practices=("network.waf-shield",),
    severity=Severity.MEDIUM,
    why="A web ACL without rules looks like protection to everybody who checks that there is one.",
    fix="add rules to the web ACL, such as AWS's managed groups",
    rules=(StackRule((ACL,), _check), ResourceRule(_CLASSIC, _check_classic)),
    detection=(ConfigRule("WAFV2_WEBACL_NOT_EMPTY"), SecurityHubControl("WAF.10")),
    frameworks={Framework.FSBP: ("WAF.10",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_175",), Tool.CONTROL_TOWER: ("WAFV2.PR.1",)},
    good=(
        example("a rule", web_acl(_CORE)),
        example("rules as JSON", web_acl(ruleJson=json.dumps([{"Name": "core", "Priority": 1}]))),
        example(
            "a rule of its own",
            web_acl(),
            Given(RULE, _TO_WEB | {"statement": _CORE["statement"]}, name="rule"),
        ),
        example(
            "a rule group of its own",
            web_acl(),
            Given(ASSOCIATION, _TO_WEB | {"ruleName": "core", "managedRuleGroup": {"vendorName": "AWS"}}, name="core"),
        ),
        example("a rule of the classic service", _classic(_CLASSIC[0], _CLASSIC_RULE)),
    ),
    bad=(
        example("everything omitted but what is required", web_acl(rules=None)),
        example("no rules", web_acl()),
        example("JSON without rules", web_acl(ruleJson="[]")),
        example("an empty rule", web_acl({})),
        example(
            "the rule of another web ACL",
            web_acl(),
            Given(RULE, {"priority": 1, "webAclArn": "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/other/0a"}),
        ),
        example("no rules in the classic service", _classic(_CLASSIC[0])),
        example("an empty rule in the classic regional service", _classic(_CLASSIC[1], {})),
    ),
)
