"""Web ACLs block common exploits, known bad inputs, SQL injection and floods."""

import json
from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import ACL, ASSOCIATION, RULE, VISIBLE, acl_rules, counts, managed_groups, managed_rule, web_acl

# The first holds the rules against cross-site scripting.
_GROUPS = ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesSQLiRuleSet")


def _check(acl: Resource, stack: Stack) -> Iterator[str]:
    blocking = {group.text("name") for group in managed_groups(acl, stack)}
    missing = [name for name in _GROUPS if name not in blocking]
    if missing:
        yield (
            f"known attacks pass the web ACL; got {', '.join(sorted(blocking)) or 'no managed group'} blocking, "
            f"expected also {', '.join(missing)}"
        )
    rules = acl_rules(acl, stack)
    if not any("rateBasedStatement" in rule.block("statement") and not counts(rule, "action") for rule in rules):
        yield f"floods pass the web ACL; got {len(rules)} rules, expected one with a rateBasedStatement that blocks"


def _rate(action: str = "block") -> dict[str, Any]:
    return {
        "name": "rate",
        "priority": 9,
        "statement": {"rateBasedStatement": {"limit": 2000, "aggregateKeyType": "IP"}},
        "action": {action: {}},
        "visibilityConfig": VISIBLE,
    }


def _without(name: str) -> list[dict[str, Any]]:
    return [rule for rule in _MANAGED if rule["name"] != name]


_MANAGED = [managed_rule(name) for name in _GROUPS]
_TO_WEB = {"priority": 9, "webAclArn": Ref("web", "arn")}
_RATE_ALONE = {name: value for name, value in _rate().items() if name != "name"}
_JSON = [
    *({"Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": name}}} for name in _GROUPS),
    {"Statement": {"RateBasedStatement": {"Limit": 2000}}, "Action": {"Block": {}}},
]
_SQLI_ALONE = {"ruleName": "sqli", "managedRuleGroup": {"vendorName": "AWS", "name": _GROUPS[2]}}

CONTROL = Control(
    id="wafv2.web-acl-complete",
    title="Web ACLs block known attacks and floods",
    practices=("network.waf-shield", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="A web ACL that lacks a group, or only counts, looks like protection and is none.",
    fix="add AWS's managed groups without a count override and a blocking rate rule",
    rules=(StackRule((ACL,), _check),),
    good=(
        example("all groups and a rate", web_acl(*_MANAGED, _rate())),
        example("a rate that asks for proof of being human", web_acl(*_MANAGED, _rate("captcha"))),
        example("rules as JSON", web_acl(ruleJson=json.dumps(_JSON))),
        example(
            "rules beside the web ACL",
            web_acl(*_MANAGED[:2]),
            Given(RULE, _RATE_ALONE | _TO_WEB, name="rate"),
            Given(RULE, {**_RATE_ALONE, **_TO_WEB, "priority": 10, "action": {"count": {}}}, name="trial"),
            Given(ASSOCIATION, _TO_WEB | _SQLI_ALONE, name="sqli"),
        ),
    ),
    bad=(
        example("everything omitted but what is required", web_acl()),
        *(example(f"without {name}", web_acl(*_without(name), _rate())) for name in _GROUPS),
        *(
            example(f"{name} only counts", web_acl(*_without(name), managed_rule(name, "count"), _rate()))
            for name in _GROUPS
        ),
        example(
            "a group of the same name by somebody else",
            web_acl(*_MANAGED[:2], managed_rule(_GROUPS[2], vendor="Example"), _rate()),
        ),
        example("no rate", web_acl(*_MANAGED)),
        example("a rate that only counts", web_acl(*_MANAGED, _rate("count"))),
        example("JSON without a rate", web_acl(ruleJson=json.dumps(_JSON[:-1]))),
        example(
            "a group beside the web ACL only counts",
            web_acl(*_MANAGED[:2], _rate()),
            Given(ASSOCIATION, _TO_WEB | _SQLI_ALONE | {"overrideAction": "count"}, name="sqli"),
        ),
    ),
)
