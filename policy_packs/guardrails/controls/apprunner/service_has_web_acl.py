"""Public App Runner services stand behind a web ACL."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import SERVICE, ingress, service

_ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"


def _check(service: Resource, stack: Stack) -> Iterator[str]:
    public = (
        service.block("networkConfiguration").block("ingressConfiguration").flag("isPubliclyAccessible", default=True)
    )
    if public and not stack.sidecars(service, _ASSOCIATION, by="resourceArn"):
        yield "attacks from the internet reach the service; got no web ACL, expected a WebAclAssociation"


def _association(service: str | Ref) -> Given:
    acl = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/a1b2c3d4"
    return Given(_ASSOCIATION, {"resourceArn": service, "webAclArn": acl}, name="association")


CONTROL = Control(
    id="apprunner.service-has-web-acl",
    title="Public App Runner services stand behind a web ACL",
    practices=("network.waf-shield", "application.secure-coding"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The web ACL drops injections, known exploits and floods before they reach the application.",
    fix="associate a web ACL with the service",
    rules=(StackRule((SERVICE,), _check),),
    good=(
        example("a web ACL", service(), _association(Ref("service", "arn"))),
        example("a private service", service(**ingress(public=False))),
    ),
    bad=(
        example("everything omitted", Given(SERVICE)),
        example("another service's", service(**ingress(public=True)), _association("arn:aws:apprunner:eu-west-1:1:a")),
    ),
)
