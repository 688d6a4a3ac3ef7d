"""What the controls of WAF have in common: all rules of a web ACL, however they are written, and what is in force."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .._model import Given
from .._properties import Block, Undecided
from .._resources import Resource, Stack

ACL = "aws:wafv2/webAcl:WebAcl"
RULE = "aws:wafv2/webAclRule:WebAclRule"
ASSOCIATION = "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"
GROUP = "aws:wafv2/ruleGroup:RuleGroup"


def acl_rules(acl: Resource, stack: Stack) -> list[Block]:
    """The rules of a web ACL: inline, as JSON, and those of their own; associations of rule groups are no rules."""
    alone = stack.sidecars(acl, RULE, by="webAclArn", every=True)
    return [*inline_rules(acl, "ruleJson"), *alone]


def inline_rules(resource: Resource, json_name: str) -> list[Block]:
    """The rules in a web ACL or a rule group, as blocks or as JSON; empty blocks are none."""
    return [rule for rule in (*resource.blocks("rules"), *_json_rules(resource, json_name)) if rule.names()]


def managed_groups(acl: Resource, stack: Stack) -> Iterator[Block]:
    """AWS's own rule groups that the web ACL puts in force: not those that only count."""
    for rule in acl_rules(acl, stack):
        yield from _in_force(rule.block("statement").block("managedRuleGroupStatement"), rule)
    for association in stack.sidecars(acl, ASSOCIATION, by="webAclArn", every=True):
        yield from _in_force(association.block("managedRuleGroup"), association)


def _in_force(group: Block, rule: Block) -> Iterator[Block]:
    if group.text("vendorName") == "AWS" and not counts(rule, "overrideAction"):
        yield group


def counts(block: Block, name: str) -> bool:
    """Whether the action in the property only counts what it finds."""
    action = block.value(name)
    return action == "count" or (isinstance(action, Mapping) and action.get("count") is not None)


def _json_rules(resource: Resource, name: str) -> list[Block]:
    try:
        rules = json.loads(resource.text(name, default="[]"))
    except (ValueError, RecursionError):
        rules = None
    if not isinstance(rules, list) or not all(isinstance(rule, Mapping) for rule in rules):
        raise Undecided(name)
    return [Block(_camel_case(rule), name) for rule in rules]


def _camel_case(value: Any) -> Any:
    """WAF's own spelling of a rule as the provider's."""
    if isinstance(value, Mapping):
        return {key[:1].lower() + key[1:]: _camel_case(item) for key, item in value.items()}
    return [_camel_case(item) for item in value] if isinstance(value, list) else value


VISIBLE = {"cloudwatchMetricsEnabled": True, "metricName": "web", "sampledRequestsEnabled": True}


def managed_rule(name: str, action: str = "none", vendor: str = "AWS", **more: Any) -> dict[str, Any]:
    """A rule with a managed group for examples."""
    return {
        "name": name,
        "priority": 1,
        "statement": {"managedRuleGroupStatement": {"vendorName": vendor, "name": name, **more}},
        "overrideAction": {action: {}},
        "visibilityConfig": VISIBLE,
    }


def web_acl(*rules: dict[str, Any], **more: Any) -> Given:
    """A web ACL for examples."""
    bare = {"scope": "REGIONAL", "defaultAction": {"allow": {}}, "visibilityConfig": VISIBLE}
    return Given(ACL, bare | {"rules": list(rules)} | more, name="web")
