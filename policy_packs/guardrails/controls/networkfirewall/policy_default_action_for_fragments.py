"""Firewall policies drop or inspect fragments that no rule knows."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import POLICY

_ACCEPTED = ("aws:drop", "aws:forward_to_sfe")


def _check(policy: Resource) -> Iterator[str]:
    actions = policy.block("firewallPolicy").texts("statelessFragmentDefaultActions")
    if not any(action in _ACCEPTED for action in actions):
        yield (
            "fragments that no stateless rule knows pass; "
            f"got statelessFragmentDefaultActions {', '.join(actions) or 'none'}, expected {' or '.join(_ACCEPTED)}"
        )


_OTHER = {"statelessDefaultActions": ["aws:drop"]}


def _policy(*actions: str) -> Given:
    return Given(POLICY, {"firewallPolicy": _OTHER | {"statelessFragmentDefaultActions": list(actions)}})


CONTROL = Control(
    id="networkfirewall.policy-default-action-for-fragments",
    title="Firewall policies drop or inspect fragments that no rule knows",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="What passes by default goes around every stateful rule, so the firewall sees only what somebody thought of.",
    fix="set statelessFragmentDefaultActions to aws:forward_to_sfe, or to aws:drop",
    rules=(ResourceRule((POLICY,), _check),),
    detection=(
        ConfigRule(
            "NETFW_POLICY_DEFAULT_ACTION_FRAGMENT_PACKETS", {"statelessFragmentDefaultActions": ",".join(_ACCEPTED)}
        ),
        SecurityHubControl("NetworkFirewall.5"),
    ),
    frameworks={Framework.FSBP: ("NetworkFirewall.5",)},
    equivalents={Tool.CONTROL_TOWER: ("NETWORK-FIREWALL.PR.3",)},
    good=(
        example("drop", _policy("aws:drop")),
        example("inspect", _policy("aws:forward_to_sfe")),
        example("drop, and count it", _policy("count", "aws:drop")),
    ),
    bad=(
        example("pass", _policy("aws:pass")),
        example("pass, and count it", _policy("aws:pass", "count")),
        example("nothing", _policy()),
        example("everything omitted", Given(POLICY, {"firewallPolicy": _OTHER})),
    ),
)
