"""Rule groups of WAF have rules."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import GROUP, VISIBLE, inline_rules


def _check(group: Resource) -> Iterator[str]:
    if not inline_rules(group, "rulesJson"):
        yield "the rule group judges nothing; got no rules, expected at least one"


_BARE = {"capacity": 10, "scope": "REGIONAL", "visibilityConfig": VISIBLE}
_RULE = {
    "name": "abroad",
    "priority": 1,
    "action": {"block": {}},
    "statement": {"geoMatchStatement": {"countryCodes": ["AQ"]}},
    "visibilityConfig": VISIBLE,
}

CONTROL = Control(
    id="wafv2.rule-group-not-empty",
    title="Rule groups of WAF have rules",
    practices=("network.waf-shield",),
    severity=Severity.MEDIUM,
    why="An empty group in a web ACL looks like protection and judges nothing.",
    fix="add rules to the group, or remove it",
    rules=(ResourceRule((GROUP,), _check),),
    detection=(ConfigRule("WAFV2_RULEGROUP_NOT_EMPTY"),),
    equivalents={Tool.CONTROL_TOWER: ("WAFV2.PR.2",)},
    good=(
        example("a rule", Given(GROUP, _BARE | {"rules": [_RULE]})),
        example("rules as JSON", Given(GROUP, _BARE | {"rulesJson": '[{"Name": "abroad", "Priority": 1}]'})),
    ),
    bad=(
        example("everything omitted but what is required", Given(GROUP, _BARE)),
        example("no rules", Given(GROUP, _BARE | {"rules": []})),
        example("JSON without rules", Given(GROUP, _BARE | {"rulesJson": "[]"})),
        example("an empty rule", Given(GROUP, _BARE | {"rules": [{}]})),
    ),
)
