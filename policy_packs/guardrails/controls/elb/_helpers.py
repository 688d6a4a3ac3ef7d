"""The types of load balancers (all but the classic one go by two tokens), and what their defaults mean."""

from .._resources import Resource

CLASSIC = "aws:elb/loadBalancer:LoadBalancer"
LOAD_BALANCERS = ("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer")
LISTENERS = ("aws:lb/listener:Listener", "aws:alb/listener:Listener")
LISTENER_RULES = ("aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule")
TARGET_GROUPS = ("aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup")

BALANCER, LISTENER, LISTENER_RULE, TARGET_GROUP = (
    types[0] for types in (LOAD_BALANCERS, LISTENERS, LISTENER_RULES, TARGET_GROUPS)
)

ARN = "arn:aws:elasticloadbalancing:us-east-1:111122223333"
FORWARD = {"type": "forward", "targetGroupArn": f"{ARN}:targetgroup/web/73e2d6bc24d8a067"}


def kind(balancer: Resource) -> str:
    """What a load balancer is: application, network, gateway or classic."""
    if balancer.type == CLASSIC:
        return "classic"
    return balancer.text("loadBalancerType") or "application"


def protocol(listener: Resource) -> str:
    """The protocol of a listener; empty for a gateway load balancer's, which has none."""
    # A listener with a port and no protocol is an application load balancer's, whose default is HTTP.
    return listener.text("protocol") or ("HTTP" if "port" in listener else "")


def classic_listener(lb_protocol: str = "https", certificate: str | None = None, port: int = 443) -> dict[str, object]:
    """A listener of a classic load balancer, for examples."""
    listener = {"instancePort": 80, "instanceProtocol": "http", "lbPort": port, "lbProtocol": lb_protocol}
    return listener if certificate is None else listener | {"sslCertificateId": certificate}
