"""Load balancers speak TLS 1.2 or newer; what arrives over HTTP is sent to HTTPS."""

import re
from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, each
from .._resources import Resource

_LISTENER = "aws:lb/listener:Listener"
_ALB_LISTENER = "aws:alb/listener:Listener"
# A family names the oldest version that it accepts: TLS13-1-2 takes 1.2 and 1.3. Names without one take 1.0.
_FAMILY = re.compile(r"ELBSecurityPolicy-(?:TLS13|TLS|FS)-1-([23])-")
_CURRENT = "ELBSecurityPolicy-TLS13-1-2-2021-06"


def _protocol(listener: Resource) -> str:
    # A listener with a port and no protocol is an application load balancer's, whose default is HTTP.
    return listener.text("protocol") or ("HTTP" if "port" in listener else "")


def _takes_old_versions(listener: Resource) -> bool:
    return _protocol(listener) in ("HTTPS", "TLS") and not _FAMILY.match(listener.text("sslPolicy"))


def _check(listener: Resource) -> Iterator[str]:
    if _protocol(listener) == "HTTP":
        yield from each(listener.blocks("defaultActions"), _check_action)
    elif _takes_old_versions(listener):
        policy = listener.text("sslPolicy", default="none, for which AWS takes ELBSecurityPolicy-2016-08")
        yield f"TLS older than 1.2 is accepted; got sslPolicy {policy}, expected {_CURRENT} or a stricter one"


def _check_action(action: Block) -> Iterator[str]:
    kind, protocol = action.text("type"), action.block("redirect").text("protocol", default="#{protocol}")
    if kind != "redirect" or protocol != "HTTPS":
        got = f"a redirect to {protocol}" if kind == "redirect" else kind
        yield f"{action.path()} answers over plain HTTP; got {got}, expected a redirect to HTTPS"


def _mend(listener: Resource) -> dict[str, str]:
    return {"sslPolicy": _CURRENT} if _takes_old_versions(listener) else {}


_FORWARD = {"type": "forward", "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/a/1"}
_ARN = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188"


def _listener(protocol: str | None, action: dict[str, object] | None = None, **more: object) -> Given:
    properties = {"loadBalancerArn": _ARN, "port": 443, "protocol": protocol, "defaultActions": [action or _FORWARD]}
    return Given(_LISTENER, properties | more)


def _redirect(**to: str) -> dict[str, object]:
    return {"type": "redirect", "redirect": {"statusCode": "HTTP_301", **to}}


def _policy(name: str) -> str:
    return f"ELBSecurityPolicy-{name}"


CONTROL = Control(
    id="elb.listener-tls",
    title="Load balancers speak TLS 1.2 or newer",
    practices=("data.in-transit", "advisor.trusted-advisor"),
    severity=Severity.HIGH,
    why="What crosses the internet in the clear, or under broken versions of TLS, can be read and changed on its way.",
    fix="redirect HTTP to HTTPS, and set sslPolicy to a policy that starts at TLS 1.2",
    rules=(ResourceRule((_LISTENER, _ALB_LISTENER), _check, _mend),),
    detection=(
        ConfigRule("ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK"),
        SecurityHubControl("ELB.1"),
        SecurityHubControl("ELB.17"),
    ),
    frameworks={Framework.FSBP: ("ELB.1", "ELB.17", "ELB.18")},
    good=(
        *(
            example(f"policy {name}", _listener("HTTPS", sslPolicy=_policy(name)))
            for name in (
                "TLS13-1-2-2021-06",
                "TLS13-1-3-FIPS-2023-04",
                "TLS13-1-2-Res-PQ-2025-09",
                "TLS-1-2-Ext-2018-06",
                "FS-1-2-Res-2020-10",
            )
        ),
        example("HTTP that redirects", _listener("HTTP", _redirect(protocol="HTTPS", port="443"))),
        example("TCP of a network load balancer", _listener("TCP")),
        example("a gateway load balancer", Given(_LISTENER, {"loadBalancerArn": _ARN, "defaultActions": [_FORWARD]})),
    ),
    bad=(
        *(
            example(f"policy {name}", _listener("TLS", sslPolicy=_policy(name)))
            for name in ("2016-08", "TLS13-1-0-PQ-2025-09", "TLS13-1-1-FIPS-2023-04", "TLS-1-1-2017-01", "FS-2018-06")
        ),
        example("no policy", _listener("HTTPS")),
        example("HTTP", _listener("HTTP")),
        example("everything omitted but the port", _listener(None)),
        example("HTTP that answers itself", _listener("HTTP", {"type": "fixed-response"})),
        example("HTTP that redirects to itself", _listener("HTTP", _redirect(path="/login"))),
        example(
            "HTTP of the other listener type",
            Given(_ALB_LISTENER, {"loadBalancerArn": _ARN, "protocol": "HTTP", "defaultActions": [_FORWARD]}),
        ),
    ),
)
