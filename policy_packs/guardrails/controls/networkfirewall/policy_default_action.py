"""Firewall policies drop or inspect packets that no rule knows."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import POLICY

_ACCEPTED = ("aws:drop", "aws:forward_to_sfe")


def _check(policy: Resource) -> Iterator[str]:
    actions = policy.block("firewallPolicy").texts("statelessDefaultActions")
    if not any(action in _ACCEPTED for action in actions):
        yield (
            "full packets that no stateless rule knows pass; "
            f"got statelessDefaultActions {', '.join(actions) or 'none'}, expected {' or '.join(_ACCEPTED)}"
        )


_OTHER = {"statelessFragmentDefaultActions": ["aws:drop"]}


def _policy(*actions: str) -> Given:
    return Given(POLICY, {"firewallPolicy": _OTHER | {"statelessDefaultActions": list(actions)}})


CONTROL = Control(
    id="networkfirewall.policy-default-action",
    title="Firewall policies drop or inspect packets that no rule knows",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="What passes by default goes around every stateful rule, so the firewall sees only what somebody thought of.",
    fix="set statelessDefaultActions to aws:forward_to_sfe, or to aws:drop",
    rules=(ResourceRule((POLICY,), _check),),
    detection=(
        ConfigRule("NETFW_POLICY_DEFAULT_ACTION_FULL_PACKETS", {"statelessDefaultActions": ",".join(_ACCEPTED)}),
        SecurityHubControl("NetworkFirewall.4"),
    ),
    frameworks={Framework.FSBP: ("NetworkFirewall.4",)},
    equivalents={Tool.CONTROL_TOWER: ("NETWORK-FIREWALL.PR.2",)},
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
