"""Public application load balancers stand behind a web ACL."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack

_BALANCER = "aws:lb/loadBalancer:LoadBalancer"
_ALB = "aws:alb/loadBalancer:LoadBalancer"
_ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"


def _check(balancer: Resource, stack: Stack) -> Iterator[str]:
    is_application = balancer.text("loadBalancerType", default="application") == "application"
    if not is_application or balancer.flag("internal"):
        return
    if not stack.sidecars(balancer, _ASSOCIATION, by="resourceArn"):
        yield "attacks from the internet reach the targets; got no web ACL, expected a WebAclAssociation"


_WEB = Given(_BALANCER, {"name": "web"}, name="web")
_ACL = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/web/a1b2c3d4"


def _association(resource: object) -> Given:
    return Given(_ASSOCIATION, {"resourceArn": resource, "webAclArn": _ACL}, name="association")


CONTROL = Control(
    id="elb.load-balancer-has-web-acl",
    title="Public application load balancers stand behind a web ACL",
    practices=("network.waf-shield", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="The web ACL drops injections, known exploits and floods before they reach the application.",
    fix="associate a web ACL with the load balancer, or set internal to true",
    rules=(StackRule((_BALANCER, _ALB), _check),),
    detection=(ConfigRule("ALB_WAF_ENABLED"), SecurityHubControl("ELB.16")),
    good=(
        example("a web ACL", _WEB, _association(Ref("web", "arn"))),
        example("an internal load balancer", Given(_BALANCER, {"internal": True})),
        example("a network load balancer, which takes none", Given(_BALANCER, {"loadBalancerType": "network"})),
    ),
    bad=(
        example("everything omitted", Given(_BALANCER)),
        example("public, of the other type", Given(_ALB, {"internal": False})),
        example("the web ACL of another load balancer", _WEB, _association(f"{_ACL}/other")),
    ),
)
