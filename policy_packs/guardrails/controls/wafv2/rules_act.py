"""Rules of web ACLs and rule groups do something."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import ACL, GROUP, VISIBLE, managed_rule, web_acl

# Where each type has its rules; the first two are of the classic service.
_RULES = {
    **dict.fromkeys(("aws:waf/webAcl:WebAcl", "aws:wafregional/webAcl:WebAcl"), "rules"),
    **dict.fromkeys(("aws:waf/ruleGroup:RuleGroup", "aws:wafregional/ruleGroup:RuleGroup"), "activatedRules"),
    ACL: "rules",
    GROUP: "rules",
}


def _check(resource: Resource) -> Iterator[str]:
    yield from each(resource.blocks(_RULES[resource.type]), _check_rule)


def _check_rule(rule: Block) -> Iterator[str]:
    acts = any(rule.block(name).names() for name in ("action", "overrideAction"))
    # A managed group brings actions of its own.
    if not acts and "managedRuleGroupStatement" not in rule.block("statement"):
        yield f"the rule finds requests and lets them be; got {rule.path()} without an action, expected one"


_MANAGED = managed_rule("AWSManagedRulesCommonRuleSet")
_RATE: dict[str, Any] = {
    "name": "rate",
    "priority": 1,
    "statement": {"rateBasedStatement": {"limit": 2000}},
    "visibilityConfig": VISIBLE,
}
_OWN: dict[str, Any] = _RATE | {
    "statement": {"ruleGroupReferenceStatement": {"arn": "arn:aws:wafv2:us-east-1:111122223333:regional/rulegroup/a/b"}}
}
_CLASSIC = {"priority": 1, "ruleId": "0a1b2c3d"}
_BLOCK: dict[str, Any] = {"action": {"block": {}}}


def _group(*rules: dict[str, Any]) -> Given:
    return Given(GROUP, {"capacity": 10, "scope": "REGIONAL", "visibilityConfig": VISIBLE, "rules": list(rules)})


def _classic(type: str, **rule: object) -> Given:
    more = {"defaultAction": {"type": "ALLOW"}} if type.endswith("WebAcl") else {}
    return Given(type, {"name": "web", "metricName": "web", _RULES[type]: [_CLASSIC | rule], **more})


CONTROL = Control(
    id="wafv2.rules-act",
    title="Rules of web ACLs and rule groups do something",
    practices=("network.waf-shield",),
    severity=Severity.MEDIUM,
    why="A rule without an action looks like protection, and every request passes it.",
    fix="give the rule an action, or an overrideAction where it names a group",
    rules=(ResourceRule(tuple(_RULES), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_342",)},
    good=(
        example("everything omitted, so there are no rules", web_acl()),
        example("a rule that blocks", web_acl(_RATE | _BLOCK)),
        example("a group as it is", web_acl(_MANAGED)),
        example("a managed group without more", web_acl(_MANAGED | {"overrideAction": None})),
        example("a group of one's own as it is", web_acl(_OWN | {"overrideAction": {"none": {}}})),
        example("a rule of a group", _group(_RATE | {"action": {"count": {}}})),
        *(example(f"a rule of {type} that blocks", _classic(type, action={"type": "BLOCK"})) for type in [*_RULES][:4]),
    ),
    bad=(
        example("no action", web_acl(_RATE)),
        example("no action for the second rule", web_acl(_RATE | _BLOCK, _RATE)),
        example("an empty action", web_acl(_RATE | {"action": {}})),
        example("a group of one's own without more", web_acl(_OWN)),
        example("no action in a group", _group(_RATE)),
        *(example(f"no action in {type}", _classic(type)) for type in [*_RULES][:4]),
    ),
)
