"""Web ACLs block common exploits, known bad inputs, SQL injection and floods, and are measured."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, StackRule, example
from .._properties import Block, Undecided, each
from .._resources import Resource, Stack

_ACL = "aws:wafv2/webAcl:WebAcl"
_RULE = "aws:wafv2/webAclRule:WebAclRule"
_GROUP = "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"
# The first holds the rules against cross-site scripting.
_GROUPS = ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesSQLiRuleSet")


def _check_metrics(acl: Resource) -> Iterator[str]:
    yield from each([acl, *acl.blocks("rules")], _check_visibility)


def _check_visibility(block: Block) -> Iterator[str]:
    visibility = block.block("visibilityConfig")
    if not visibility.flag("cloudwatchMetricsEnabled"):
        yield f"attacks leave no trace; got {visibility.path('cloudwatchMetricsEnabled')} false, expected true"


def _mend(acl: Resource) -> dict[str, bool]:
    blocks = {"": acl} | {f"rules.{index}.": rule for index, rule in enumerate(acl.blocks("rules"))}
    return {
        f"{path}visibilityConfig.cloudwatchMetricsEnabled": True
        for path, block in blocks.items()
        if any(_check_visibility(block))
    }


def _check_rules(acl: Resource, stack: Stack) -> Iterator[str]:
    rules = [*acl.blocks("rules"), *_json_rules(acl), *stack.sidecars(acl, _RULE, by="webAclArn", every=True)]
    associations = stack.sidecars(acl, _GROUP, by="webAclArn", every=True)
    blocking = {_managed_group(rule.block("statement").block("managedRuleGroupStatement"), rule) for rule in rules}
    blocking |= {_managed_group(item.block("managedRuleGroup"), item) for item in associations}
    missing = [name for name in _GROUPS if name not in blocking]
    if missing:
        found = ", ".join(sorted(filter(None, blocking))) or "no managed group"
        yield f"known attacks pass the web ACL; got {found} blocking, expected also {', '.join(missing)}"
    if not any("rateBasedStatement" in rule.block("statement") and not _counts(rule, "action") for rule in rules):
        yield f"floods pass the web ACL; got {len(rules)} rules, expected one with a rateBasedStatement that blocks"


def _managed_group(group: Block, rule: Block) -> str:
    """The name of the group of AWS's rules that the rule puts in force; empty when it is none or only counts."""
    is_in_force = group.text("vendorName") == "AWS" and not _counts(rule, "overrideAction")
    return group.text("name") if is_in_force else ""


def _counts(rule: Block, name: str) -> bool:
    action = rule.value(name)
    return action == "count" or (isinstance(action, Mapping) and action.get("count") is not None)


def _json_rules(acl: Resource) -> list[Block]:
    try:
        rules = json.loads(acl.text("ruleJson", default="[]"))
    except ValueError:
        rules = None
    if not isinstance(rules, list) or not all(isinstance(rule, Mapping) for rule in rules):
        raise Undecided("ruleJson")
    return [Block(_camel_case(rule), "ruleJson") for rule in rules]


def _camel_case(value: Any) -> Any:
    """WAF's own spelling of a rule as the provider's."""
    if isinstance(value, Mapping):
        return {key[:1].lower() + key[1:]: _camel_case(item) for key, item in value.items()}
    return [_camel_case(item) for item in value] if isinstance(value, list) else value


_VISIBLE = {"cloudwatchMetricsEnabled": True, "metricName": "web", "sampledRequestsEnabled": True}
_INVISIBLE = _VISIBLE | {"cloudwatchMetricsEnabled": False}


def _managed(name: str, action: str = "none", vendor: str = "AWS") -> dict[str, Any]:
    return {
        "name": name,
        "priority": 1,
        "statement": {"managedRuleGroupStatement": {"vendorName": vendor, "name": name}},
        "overrideAction": {action: {}},
        "visibilityConfig": _VISIBLE,
    }


def _rate(action: str = "block") -> dict[str, Any]:
    return {
        "name": "rate",
        "priority": 9,
        "statement": {"rateBasedStatement": {"limit": 2000, "aggregateKeyType": "IP"}},
        "action": {action: {}},
        "visibilityConfig": _VISIBLE,
    }


def _acl(*rules: dict[str, Any], **more: Any) -> Given:
    bare = {"scope": "REGIONAL", "defaultAction": {"allow": {}}, "visibilityConfig": _VISIBLE}
    return Given(_ACL, bare | {"rules": list(rules)} | more, name="web")


def _without(name: str) -> list[dict[str, Any]]:
    return [rule for rule in _MANAGED if rule["name"] != name]


_MANAGED = [_managed(name) for name in _GROUPS]
_TO_WEB = {"priority": 9, "webAclArn": Ref("web", "arn")}
_RATE_ALONE = {name: value for name, value in _rate().items() if name != "name"}
_JSON = [
    *({"Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": name}}} for name in _GROUPS),
    {"Statement": {"RateBasedStatement": {"Limit": 2000}}, "Action": {"Block": {}}},
]

CONTROL = Control(
    id="wafv2.web-acl-complete",
    title="Web ACLs block known attacks and floods, and are measured",
    practices=("network.waf-shield", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="A web ACL that lacks a group, or only counts, looks like protection and is none.",
    fix="add AWS's managed groups without a count override and a blocking rate rule, and switch the metrics on",
    rules=(ResourceRule((_ACL,), _check_metrics, _mend), StackRule((_ACL,), _check_rules)),
    detection=(ConfigRule("WAFV2_WEBACL_NOT_EMPTY"), SecurityHubControl("WAF.10"), SecurityHubControl("WAF.12")),
    frameworks={Framework.FSBP: ("WAF.10", "WAF.12")},
    good=(
        example("all groups and a rate", _acl(*_MANAGED, _rate())),
        example("a rate that asks for proof of being human", _acl(*_MANAGED, _rate("captcha"))),
        example("rules as JSON", _acl(ruleJson=json.dumps(_JSON))),
        example(
            "rules beside the web ACL",
            _acl(*_MANAGED[:2]),
            Given(_RULE, _RATE_ALONE | _TO_WEB, name="rate"),
            Given(_RULE, {**_RATE_ALONE, **_TO_WEB, "priority": 10, "action": {"count": {}}}, name="trial"),
            Given(
                _GROUP,
                _TO_WEB | {"ruleName": "sqli", "managedRuleGroup": {"vendorName": "AWS", "name": _GROUPS[2]}},
                name="sqli",
            ),
        ),
    ),
    bad=(
        example("everything omitted but what is required", _acl()),
        *(example(f"without {name}", _acl(*_without(name), _rate())) for name in _GROUPS),
        *(example(f"{name} only counts", _acl(*_without(name), _managed(name, "count"), _rate())) for name in _GROUPS),
        example(
            "a group of the same name by somebody else",
            _acl(*_MANAGED[:2], _managed(_GROUPS[2], vendor="Example"), _rate()),
        ),
        example("no rate", _acl(*_MANAGED)),
        example("a rate that only counts", _acl(*_MANAGED, _rate("count"))),
        example("no metrics", _acl(*_MANAGED, _rate(), visibilityConfig=_INVISIBLE)),
        example("no metrics for a rule", _acl(*_MANAGED, _rate() | {"visibilityConfig": _INVISIBLE})),
        example("JSON without a rate", _acl(ruleJson=json.dumps(_JSON[:-1]))),
        example(
            "a group beside the web ACL only counts",
            _acl(*_MANAGED[:2], _rate()),
            Given(
                _GROUP,
                _TO_WEB
                | {
                    "ruleName": "sqli",
                    "overrideAction": "count",
                    "managedRuleGroup": {"vendorName": "AWS", "name": _GROUPS[2]},
                },
                name="sqli",
            ),
        ),
    ),
)
