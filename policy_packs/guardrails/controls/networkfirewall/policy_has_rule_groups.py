"""Firewall policies have rule groups."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import POLICY

_NAMES = ("statefulRuleGroupReferences", "statelessRuleGroupReferences")


def _check(policy: Resource) -> Iterator[str]:
    content = policy.block("firewallPolicy")
    if not any(content.blocks(name) for name in _NAMES):
        yield f"the policy judges nothing; got no {' and no '.join(_NAMES)}, expected at least one"


_DROP = {"statelessDefaultActions": ["aws:drop"], "statelessFragmentDefaultActions": ["aws:drop"]}
_GROUP = [{"resourceArn": "arn:aws:network-firewall:us-east-1:111122223333:stateful-rulegroup/web"}]


def _policy(**content: object) -> Given:
    return Given(POLICY, {"firewallPolicy": _DROP | content})


CONTROL = Control(
    id="networkfirewall.policy-has-rule-groups",
    title="Firewall policies have rule groups",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="A policy without rules treats all traffic alike, so the firewall only costs money.",
    fix="add a stateful or a stateless rule group to the policy",
    rules=(ResourceRule((POLICY,), _check),),
    detection=(ConfigRule("NETFW_POLICY_RULE_GROUP_ASSOCIATED"), SecurityHubControl("NetworkFirewall.3")),
    frameworks={Framework.FSBP: ("NetworkFirewall.3",)},
    equivalents={Tool.CONTROL_TOWER: ("NETWORK-FIREWALL.PR.1",)},
    good=(
        example("a stateful group", _policy(statefulRuleGroupReferences=_GROUP)),
        example("a stateless group", _policy(statelessRuleGroupReferences=[_GROUP[0] | {"priority": 1}])),
    ),
    bad=(
        example("everything omitted but what is required", _policy()),
        example("empty lists", _policy(statefulRuleGroupReferences=[], statelessRuleGroupReferences=[])),
    ),
)
