"""Public GraphQL APIs stand behind a web ACL."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import GRAPHQL_API, graphql

_ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"


def _check(api: Resource, stack: Stack) -> Iterator[str]:
    if api.text("visibility") != "PRIVATE" and not stack.sidecars(api, _ASSOCIATION, by="resourceArn"):
        yield "attacks from the internet reach the resolvers; got no web ACL, expected a WebAclAssociation"


def _association(api: str | Ref) -> Given:
    acl = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/api/a1b2c3d4"
    return Given(_ASSOCIATION, {"resourceArn": api, "webAclArn": acl}, name="association")


CONTROL = Control(
    id="appsync.api-has-web-acl",
    title="Public GraphQL APIs stand behind a web ACL",
    practices=("network.waf-shield", "application.secure-coding"),
    severity=Severity.LOW,
    why="The web ACL drops injections, known exploits and floods before they reach the resolvers.",
    fix="associate a web ACL with the API, or set visibility to PRIVATE",
    rules=(StackRule((GRAPHQL_API,), _check),),
    detection=(ConfigRule("APPSYNC_ASSOCIATED_WITH_WAF"),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_33",)},
    good=(
        example("a web ACL", graphql(), _association(Ref("api", "arn"))),
        example("a private API", graphql(visibility="PRIVATE")),
    ),
    bad=(
        example("everything omitted", Given(GRAPHQL_API)),
        example("another API's", graphql(visibility="GLOBAL"), _association("arn:aws:appsync:us-east-1:1:apis/other")),
    ),
)
