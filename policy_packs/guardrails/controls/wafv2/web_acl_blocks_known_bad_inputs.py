"""Web ACLs block inputs that are known to be bad, such as the lookups of Log4j.

Source: AWS WAF developer guide, "Known bad inputs managed rule group".
"""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, Severity, StackRule, example
from .._properties import Block
from .._resources import Resource, Stack
from ._helpers import ACL, ASSOCIATION, counts, managed_groups, managed_rule, web_acl

_NAME = "AWSManagedRulesKnownBadInputsRuleSet"


def _check(acl: Resource, stack: Stack) -> Iterator[str]:
    groups = [group for group in managed_groups(acl, stack) if group.text("name") == _NAME]
    if not groups:
        yield f"inputs that are known to be bad pass the web ACL; got no {_NAME} that blocks, expected one"
    elif all(map(_spares_log4j, groups)):
        yield f"lookups of Log4j pass the web ACL; got {_NAME} with Log4JRCE overridden, expected it to block"


def _spares_log4j(group: Block) -> bool:
    return any(
        override.text("name").startswith("Log4JRCE")
        and (counts(override, "actionToUse") or "allow" in override.block("actionToUse"))
        for override in group.blocks("ruleActionOverrides")
    )


def _override(action: str, name: str = "Log4JRCE_BODY") -> dict[str, object]:
    return managed_rule(_NAME, ruleActionOverrides=[{"name": name, "actionToUse": {action: {}}}])


def _association(**more: object) -> Given:
    group = {"vendorName": "AWS", "name": _NAME}
    return Given(
        ASSOCIATION,
        {"priority": 1, "ruleName": "bad-inputs", "webAclArn": Ref("web", "arn"), "managedRuleGroup": group, **more},
        name="bad-inputs",
    )


CONTROL = Control(
    id="wafv2.web-acl-blocks-known-bad-inputs",
    title="Web ACLs block inputs that are known to be bad",
    practices=("network.waf-shield", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="Strings that take over unpatched software are sent to every address, and a patch takes longer than that.",
    fix="add the managed group AWSManagedRulesKnownBadInputsRuleSet without overrides that count",
    rules=(StackRule((ACL,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_192", "CKV2_AWS_47", "CKV2_AWS_76", "CKV2_AWS_77", "CKV2_AWS_78")},
    good=(
        example("the group", web_acl(managed_rule(_NAME))),
        example("the group among others", web_acl(managed_rule("AWSManagedRulesSQLiRuleSet"), managed_rule(_NAME))),
        example("the group by itself", web_acl(), _association()),
        example("the group once on trial and once in force", web_acl(_override("count")), _association()),
        example("another of its rules counts", web_acl(_override("count", "Host_localhost_HEADER"))),
        example("its rule asks for proof of being human", web_acl(_override("captcha"))),
    ),
    bad=(
        example("everything omitted but what is required", web_acl()),
        example("another group", web_acl(managed_rule("AWSManagedRulesSQLiRuleSet"))),
        example("the group only counts", web_acl(managed_rule(_NAME, "count"))),
        example("its rule only counts", web_acl(_override("count"))),
        example("its rule allows", web_acl(_override("allow", "Log4JRCE"))),
        example("a group of the same name by somebody else", web_acl(managed_rule(_NAME, vendor="Example"))),
        example("the group by itself only counts", web_acl(), _association(overrideAction="count")),
    ),
)
