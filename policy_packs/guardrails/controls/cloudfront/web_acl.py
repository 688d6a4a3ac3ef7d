"""Distributions stand behind a web ACL."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import DISTRIBUTION, DISTRIBUTIONS, distribution, multitenant


def _check(distribution: Resource) -> Iterator[str]:
    if not distribution.text("webAclId"):
        yield "attacks from the internet reach the origin; got no webAclId, expected the ARN of a web ACL"


_ACL = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/site/a1b2c3d4"

CONTROL = Control(
    id="cloudfront.web-acl",
    title="Distributions stand behind a web ACL",
    practices=("network.waf-shield", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="The web ACL drops injections, known exploits and floods at the edge, before they reach the origin.",
    fix="set webAclId to the ARN of a web ACL of scope CLOUDFRONT",
    rules=(ResourceRule(DISTRIBUTIONS, _check),),
    detection=(ConfigRule("CLOUDFRONT_ASSOCIATED_WITH_WAF"), SecurityHubControl("CloudFront.6")),
    frameworks={Framework.FSBP: ("CloudFront.6",)},
    equivalents={
        Tool.CHECKOV: (
            "CKV_AWS_68",
            "CKV2_AWS_47",
        ),
        Tool.TRIVY: ("AWS-0011",),
    },
    good=(
        example("a web ACL", distribution(webAclId=_ACL)),
        example("a web ACL of many tenants", multitenant(webAclId=_ACL)),
        example(
            "a web ACL that is made with it",
            Given("aws:wafv2/webAcl:WebAcl", {"scope": "CLOUDFRONT"}, name="acl"),
            distribution(webAclId=Ref("acl", "arn")),
        ),
    ),
    bad=(
        example("everything omitted", Given(DISTRIBUTION)),
        example("an empty one", distribution(webAclId="")),
        example("none of many tenants", multitenant()),
    ),
)
