"""Public application load balancers stand behind a web ACL."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import BALANCER, LOAD_BALANCERS, kind

_ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"
_CLASSIC_ASSOCIATION = "aws:wafregional/webAclAssociation:WebAclAssociation"


def _check(balancer: Resource, stack: Stack) -> Iterator[str]:
    if kind(balancer) != "application" or balancer.flag("internal"):
        return
    if not any(stack.sidecars(balancer, type, by="resourceArn") for type in (_ASSOCIATION, _CLASSIC_ASSOCIATION)):
        yield "attacks from the internet reach the targets; got no web ACL, expected a WebAclAssociation"


_WEB = Given(BALANCER, {"name": "web"}, name="web")
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
    rules=(StackRule(LOAD_BALANCERS, _check),),
    detection=(ConfigRule("ALB_WAF_ENABLED"), SecurityHubControl("ELB.16")),
    equivalents={Tool.SECURITY_HUB: ("ELB.16",), Tool.CHECKOV: ("CKV2_AWS_28",)},
    good=(
        example("a web ACL", _WEB, _association(Ref("web", "arn"))),
        example(
            "a web ACL of WAF Classic, of which another control speaks",
            _WEB,
            Given(_CLASSIC_ASSOCIATION, {"resourceArn": Ref("web", "arn"), "webAclId": "a1b2c3d4"}, name="association"),
        ),
        example("an internal load balancer", Given(BALANCER, {"internal": True})),
        example("a network load balancer, which takes none", Given(BALANCER, {"loadBalancerType": "network"})),
    ),
    bad=(
        *(example(f"everything omitted, {type}", Given(type)) for type in LOAD_BALANCERS),
        example("public", Given(BALANCER, {"internal": False, "loadBalancerType": "application"})),
        example("the web ACL of another load balancer", _WEB, _association(f"{_ACL}/other")),
    ),
)
