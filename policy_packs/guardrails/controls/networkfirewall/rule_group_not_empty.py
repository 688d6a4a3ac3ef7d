"""Stateless rule groups of network firewalls have rules."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import GROUP


def _check(group: Resource) -> Iterator[str]:
    if group.text("type") != "STATELESS":
        return
    source = group.block("ruleGroup").block("rulesSource").block("statelessRulesAndCustomActions")
    if not source.blocks("statelessRules"):
        yield "the rule group judges nothing; got no statelessRules, expected at least one"


_RULE = {
    "priority": 1,
    "ruleDefinition": {"actions": ["aws:drop"], "matchAttributes": {"protocols": [6]}},
}


def _group(type: str, *rules: object) -> Given:
    source = {"rulesSource": {"statelessRulesAndCustomActions": {"statelessRules": list(rules)}}}
    return Given(GROUP, {"type": type, "capacity": 10, "ruleGroup": source})


CONTROL = Control(
    id="networkfirewall.rule-group-not-empty",
    title="Stateless rule groups of network firewalls have rules",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="An empty group looks like protection in the policy that names it, and judges nothing.",
    fix="add stateless rules to the group, or remove it",
    rules=(ResourceRule((GROUP,), _check),),
    detection=(ConfigRule("NETFW_STATELESS_RULE_GROUP_NOT_EMPTY"), SecurityHubControl("NetworkFirewall.6")),
    frameworks={Framework.FSBP: ("NetworkFirewall.6",)},
    equivalents={Tool.CONTROL_TOWER: ("NETWORK-FIREWALL.PR.4",)},
    good=(
        example("a rule", _group("STATELESS", _RULE)),
        example("a stateful group", Given(GROUP, {"type": "STATEFUL", "capacity": 10, "rules": "drop tcp any"})),
    ),
    bad=(
        example("everything omitted but what is required", Given(GROUP, {"type": "STATELESS", "capacity": 10})),
        example("no rules", _group("STATELESS")),
    ),
)
