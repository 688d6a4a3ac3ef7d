"""Security groups open only approved ports to the internet."""

from collections.abc import Collection, Iterator
from functools import partial

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import (
    DEFAULT_GROUP,
    GROUP_RULE,
    INGRESS,
    INGRESS_RULE,
    PORTS,
    SECURITY_GROUP,
    internet,
    port_range,
    rules,
)


def _check(resource: Resource) -> Iterator[str]:
    approved = resource.parameters["approvedPorts"]
    yield from each(rules(resource), partial(_check_rule, approved=approved))


def _check_rule(rule: Block, approved: Collection[int]) -> Iterator[str]:
    # Protocols without ports are for echo requests and tunnels.
    reach = port_range(rule)
    if reach is None:
        return
    first, last = reach
    stranger = next((port for port in range(first, last + 1) if port not in approved), None)
    if stranger is not None and (addresses := internet(rule)):
        yield (
            f"the internet reaches ports that nobody approved; got {first} to {last} for {addresses} in "
            f"{rule.path() or 'the rule'}, expected only {', '.join(map(str, approved)) or 'none'}"
        )


def _group(first: int, last: int, protocol: str = "tcp", *cidrs: str) -> Given:
    block = {"protocol": protocol, "fromPort": first, "toPort": last, "cidrBlocks": [*cidrs] or ["0.0.0.0/0"]}
    return Given(SECURITY_GROUP, {"ingress": [block]})


def _ingress(**more: object) -> Given:
    return Given(INGRESS_RULE, {"securityGroupId": "sg-0a1b2c3d", "ipProtocol": "tcp", **more})


_ALONE = {"type": "ingress", "securityGroupId": "sg-0a1b2c3d", "protocol": "tcp", "fromPort": 8443, "toPort": 8443}

CONTROL = Control(
    id="vpc.security-group-only-approved-ports-open",
    title="Security groups open only approved ports to the internet",
    practices=("network.security-groups", "advisor.trusted-advisor"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Whatever listens on an open port is a way in; only what was meant to be public should have one.",
    fix="publish the service by a load balancer on an approved port, or add the port to approvedPorts",
    rules=(ResourceRule(INGRESS, _check),),
    detection=(ConfigRule("VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS"), SecurityHubControl("EC2.18")),
    frameworks={Framework.FSBP: ("EC2.18",)},
    equivalents={Tool.CONTROL_TOWER: ("EC2.PR.3",)},
    parameters={"approvedPorts": Parameter([80, 443], PORTS)},
    good=(
        example("everything omitted", Given(SECURITY_GROUP)),
        example("plain and encrypted web", _group(80, 80), Given(GROUP_RULE, _ALONE | {"type": "egress"}, name="out")),
        example("encrypted web over UDP", _group(443, 443, "udp")),
        example("echo requests", _group(8, 0, "icmp")),
        example("another port for an office", _group(8443, 8443, "tcp", "203.0.113.0/24")),
        example("another port that the configuration approves", _group(8443, 8444), approvedPorts=[8443, 8444]),
    ),
    bad=(
        example("the port before", _group(79, 80)),
        example("the port after", _group(443, 444)),
        example("a range from one approved port to the other", _group(80, 443)),
        example("port 0", _group(0, 0)),
        example("the last port", _group(65535, 65535, "udp")),
        example("everything", _group(0, 0, "-1")),
        example("all ports, with IPv6", _ingress(cidrIpv6="::/0")),
        example("a rule of its own", Given(GROUP_RULE, _ALONE | {"cidrBlocks": ["0.0.0.0/0"]})),
        example(
            "the default group",
            Given(DEFAULT_GROUP, {"ingress": [{"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": ["::/0"]}]}),
        ),
        example("no port is approved", _group(443, 443), approvedPorts=[]),
    ),
)
