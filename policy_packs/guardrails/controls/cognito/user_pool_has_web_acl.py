"""User pools stand behind a web ACL."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import POOL, pool

_ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"


def _check(pool: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(pool, _ASSOCIATION, by="resourceArn"):
        yield "machines may try passwords and sign up at will; got no web ACL, expected a WebAclAssociation"


def _association(pool: str | Ref) -> Given:
    acl = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/users/a1b2c3d4"
    return Given(_ASSOCIATION, {"resourceArn": pool, "webAclArn": acl}, name="association")


CONTROL = Control(
    id="cognito.user-pool-has-web-acl",
    title="User pools stand behind a web ACL",
    practices=("network.waf-shield", "application.cognito"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The sign-in page is public, and the first thing that machines try.",
    fix="associate a web ACL with limits by address with the user pool",
    rules=(StackRule((POOL,), _check),),
    good=(example("a web ACL", pool(), _association(Ref("pool", "arn"))),),
    bad=(
        example("everything omitted", Given(POOL)),
        example("another pool's", pool(), _association("arn:aws:cognito-idp:us-east-1:111122223333:userpool/other")),
    ),
)
