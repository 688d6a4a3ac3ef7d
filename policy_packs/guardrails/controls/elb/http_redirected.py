"""What arrives at a load balancer over HTTP is sent to HTTPS, by the listener or by its rules."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._properties import Block, each
from .._resources import Resource, Stack
from ._helpers import ARN, FORWARD, LISTENER, LISTENER_RULE, LISTENER_RULES, LISTENERS, protocol


def _check_listener(listener: Resource, stack: Stack) -> Iterator[str]:
    if protocol(listener) != "HTTP" or any(_catches_all(rule) for rule in _rules(listener, stack)):
        return
    actions = listener.blocks("defaultActions")
    if not actions:
        yield "the listener answers over plain HTTP; got no defaultActions, expected a redirect to HTTPS"
    yield from each(actions, _check_action)


def _check_rule(rule: Resource, stack: Stack) -> Iterator[str]:
    def check(listener: Resource) -> Iterator[str]:
        if protocol(listener) == "HTTP":
            yield from each(rule.blocks("actions"), _check_action)

    yield from each(stack.targets(rule, "listenerArn", *LISTENERS), check)


def _rules(listener: Resource, stack: Stack) -> list[Resource]:
    return stack.sidecars(listener, *LISTENER_RULES, by="listenerArn")


def _catches_all(rule: Resource) -> bool:
    redirected = not any(each(rule.blocks("actions"), _check_action))
    return redirected and all(map(_matches_everything, rule.blocks("conditions")))


def _matches_everything(condition: Block) -> bool:
    paths, hosts = condition.block("pathPattern").texts("values"), condition.block("hostHeader").texts("values")
    return "*" in paths or "/*" in paths or "*" in hosts


def _check_action(action: Block) -> Iterator[str]:
    kind, protocol = action.text("type"), action.block("redirect").text("protocol", default="#{protocol}")
    if protocol != "HTTPS":
        got = f"a redirect to {protocol}" if kind == "redirect" else kind
        yield f"{action.path()} answers over plain HTTP; got {got}, expected a redirect to HTTPS"


def _listener(protocol: str | None, action: dict[str, Any] = FORWARD, type: str = LISTENER) -> Given:
    properties = {"loadBalancerArn": f"{ARN}:loadbalancer/app/web/50dc6c49", "port": 80, "defaultActions": [action]}
    return Given(type, properties | {"protocol": protocol}, name="listener")


def _rule(
    action: dict[str, Any], *values: str, kind: str = "pathPattern", listener: str = "", host: str = "*"
) -> Given:
    conditions = [{kind: {"values": values or ["/*"]}}, {"hostHeader": {"values": [host]}}]
    properties = {"actions": [action], "conditions": conditions}
    return Given(LISTENER_RULE, {"listenerArn": listener or Ref("listener", "arn")} | properties, name="rule")


def _redirect(**to: str) -> dict[str, Any]:
    return {"type": "redirect", "redirect": {"statusCode": "HTTP_301", **to}}


_TO_HTTPS = _redirect(protocol="HTTPS", port="443")
_ANSWER = {"type": "fixed-response", "fixedResponse": {"contentType": "text/plain", "statusCode": "404"}}

CONTROL = Control(
    id="elb.http-redirected",
    title="Load balancers send HTTP to HTTPS",
    practices=("data.in-transit", "advisor.trusted-advisor"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="What crosses a network in the clear can be read and changed on its way, inside of a VPC too.",
    fix="make a redirect to HTTPS the default action of the HTTP listener, and serve from an HTTPS listener only",
    rules=(StackRule(LISTENERS, _check_listener), StackRule(LISTENER_RULES, _check_rule)),
    detection=(
        ConfigRule("ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK"),
        ConfigRule("ELBV2_LISTENER_ENCRYPTION_IN_TRANSIT"),
        SecurityHubControl("ELB.1"),
        SecurityHubControl("ELB.18"),
    ),
    frameworks={Framework.FSBP: ("ELB.1", "ELB.18")},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_2", "CKV_AWS_103", "CKV2_AWS_20"),
        Tool.TRIVY: ("AWS-0054",),
        Tool.CONTROL_TOWER: ("ELASTICLOADBALANCING.PR.1",),
    },
    good=(
        example("a redirect", _listener("HTTP", _TO_HTTPS)),
        *(example(f"{name}, which is not HTTP", _listener(name)) for name in ("HTTPS", "TLS", "TCP", "UDP", "GENEVE")),
        example(
            "a gateway load balancer, which has no protocol",
            Given(LISTENER, {"loadBalancerArn": f"{ARN}:loadbalancer/gwy/inspect/1", "defaultActions": [FORWARD]}),
        ),
        example("a rule that redirects every path", _listener("HTTP", _ANSWER), _rule(_TO_HTTPS, "/*")),
        example("a rule that redirects any path", _listener("HTTP", _ANSWER), _rule(_TO_HTTPS, "/login", "*")),
        example(
            "a rule that redirects every host", _listener("HTTP", _ANSWER), _rule(_TO_HTTPS, "*", kind="hostHeader")
        ),
        example("a rule of an HTTPS listener", _listener("HTTPS"), _rule(FORWARD)),
        example(
            "a rule of a listener elsewhere",
            _listener("HTTP", _TO_HTTPS),
            _rule(FORWARD, listener=f"{ARN}:listener/a/1"),
        ),
    ),
    bad=(
        *(example(f"HTTP that forwards, {type}", _listener("HTTP", type=type)) for type in LISTENERS),
        example("everything omitted but the port", _listener(None)),
        example(
            "HTTP without an action",
            Given(LISTENER, {"loadBalancerArn": f"{ARN}:loadbalancer/app/web/50dc6c49", "protocol": "HTTP"}),
        ),
        example("HTTP that answers itself", _listener("HTTP", _ANSWER)),
        example("HTTP that redirects to itself", _listener("HTTP", _redirect(path="/login"))),
        example("a rule that redirects one host only", _listener("HTTP"), _rule(_TO_HTTPS, host="a.example.com")),
        example("a rule that redirects one path only", _listener("HTTP"), _rule(_TO_HTTPS, "/login/*")),
        example("a rule that forwards before the redirect", _listener("HTTP", _TO_HTTPS), _rule(FORWARD)),
        example("a rule for everything that answers itself", _listener("HTTP"), _rule(_ANSWER)),
        example(
            "a rule of the other type",
            _listener("HTTP", _TO_HTTPS, LISTENERS[1]),
            Given(LISTENER_RULES[1], _rule(FORWARD).properties, name="rule"),
        ),
    ),
)
