"""Classic load balancers speak TLS 1.2 or newer."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Ref,
    ResourceRule,
    SecurityHubControl,
    Severity,
    StackRule,
    example,
)
from .._properties import Block, each
from .._resources import Resource, Stack
from .._tls import TLS_1_2, oldest_accepted
from ._helpers import CLASSIC, classic_listener

_POLICY = "aws:elb/loadBalancerPolicy:LoadBalancerPolicy"
_NEGOTIATION = "aws:elb/sslNegotiationPolicy:SslNegotiationPolicy"
_ATTACHMENT = "aws:elb/listenerPolicy:ListenerPolicy"
_ASSIGNMENTS = ((_NEGOTIATION, "loadBalancer", "lbPort"), (_ATTACHMENT, "loadBalancerName", "loadBalancerPort"))
_CURRENT = "ELBSecurityPolicy-TLS-1-2-2017-01"
_OLD_PROTOCOLS = ("Protocol-SSLv2", "Protocol-SSLv3", "Protocol-TLSv1", "Protocol-TLSv1.1")


def _check_policy(policy: Resource) -> Iterator[str]:
    yield from each((*policy.blocks("policyAttributes"), *policy.blocks("attributes")), _check_attribute)


def _check_attribute(attribute: Block) -> Iterator[str]:
    name = attribute.text("name")
    if name in _OLD_PROTOCOLS and attribute.flag("value"):
        yield f"broken versions of TLS are accepted; got {name} true, expected Protocol-TLSv1.2 alone"
    elif name == "Reference-Security-Policy" and oldest_accepted(attribute, "value") < TLS_1_2:
        yield f"TLS older than 1.2 is accepted; got {name} {attribute.text('value')}, expected {_CURRENT}"


def _check_balancer(balancer: Resource, stack: Stack) -> Iterator[str]:
    ports = {
        int(policy.number(name))
        for type, by, name in (
            (_NEGOTIATION, "loadBalancer", "lbPort"),
            (_ATTACHMENT, "loadBalancerName", "loadBalancerPort"),
        )
        for policy in stack.sidecars(balancer, type, by=by, every=True)
    }

    def check(listener: Block) -> Iterator[str]:
        encrypted, port = listener.text("lbProtocol").lower() in ("https", "ssl"), listener.number("lbPort")
        if encrypted and port not in ports:
            yield f"AWS's default accepts TLS 1.0; got no security policy for port {port:g}, expected {_CURRENT}"

    yield from each(balancer.blocks("listeners"), check)


def _negotiation(attributes: list[dict[str, Any]], balancer: str | Ref = "web", port: int = 443) -> Given:
    properties = {"name": "tls", "loadBalancer": balancer, "lbPort": port, "attributes": attributes}
    return Given(_NEGOTIATION, properties, name="tls")


def _custom(attributes: list[dict[str, Any]]) -> Given:
    names = {"loadBalancerName": "web", "policyName": "tls", "policyTypeName": "SSLNegotiationPolicyType"}
    return Given(_POLICY, names | {"policyAttributes": attributes})


def _protocol(name: str, value: str) -> list[dict[str, Any]]:
    return [{"name": name, "value": value}, {"name": "Protocol-TLSv1.2", "value": "true"}]


def _reference(policy: str) -> list[dict[str, Any]]:
    return [{"name": "Reference-Security-Policy", "value": policy}]


def _classic(protocol: str) -> Given:
    return Given(CLASSIC, {"name": "web", "listeners": [classic_listener(protocol, _CERTIFICATE)]}, name="web")


_STRONG = _reference(_CURRENT)
_CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/a1b2c3d4"
_WEB = _classic("https")
_ATTACHED = {"loadBalancerName": Ref("web", "name"), "policyNames": ["tls"], "loadBalancerPort": 443}

CONTROL = Control(
    id="elb.classic-listener-tls",
    title="Classic load balancers speak TLS 1.2 or newer",
    practices=("data.in-transit", "advisor.trusted-advisor"),
    severity=Severity.HIGH,
    why="What crosses the internet under broken versions of TLS can be read and changed on its way.",
    fix=f"give every listener a policy whose Reference-Security-Policy is {_CURRENT}",
    rules=(ResourceRule((_POLICY, _NEGOTIATION), _check_policy), StackRule((CLASSIC,), _check_balancer)),
    detection=(
        ConfigRule(
            "ELB_PREDEFINED_SECURITY_POLICY_SSL_CHECK", {"predefinedPolicyName": "ELBSecurityPolicy-TLS-1-2-2017-01"}
        ),
        SecurityHubControl("ELB.8"),
    ),
    frameworks={Framework.FSBP: ("ELB.8",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_213",), Tool.CONTROL_TOWER: ("ELASTICLOADBALANCING.PR.12",)},
    good=(
        example("a current policy", _custom(_STRONG)),
        example("TLS 1.2 alone", _custom(_protocol("Protocol-TLSv1.1", "false"))),
        example("something else than protocols", _custom([{"name": "Server-Defined-Cipher-Order", "value": "true"}])),
        example("the listener has a policy", _WEB, _negotiation(_STRONG, Ref("web", "name"))),
        example("a policy is attached", _WEB, Given(_ATTACHMENT, _ATTACHED, name="attached")),
        example("plain HTTP, of which another control speaks", _classic("http")),
    ),
    bad=(
        *(example(f"{name} is accepted", _custom(_protocol(name, "true"))) for name in _OLD_PROTOCOLS),
        example("an old policy", _custom(_reference("ELBSecurityPolicy-2016-08"))),
        example("an old version is negotiated", _negotiation(_protocol("Protocol-TLSv1", "true"))),
        example("no policy", _WEB),
        example("a policy for another port", _WEB, _negotiation(_STRONG, Ref("web", "name"), 8443)),
        example(
            "TLS without a policy",
            _classic("SSL"),
        ),
    ),
)
