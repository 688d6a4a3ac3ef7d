"""Users of caches prove who they are."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_USER = "aws:elasticache/user:User"


def _check(user: Resource) -> Iterator[str]:
    if user.text("accessString").startswith("off"):
        return
    if user.flag("noPasswordRequired"):
        yield "a name is all it takes; got noPasswordRequired true, expected false"
    kind = user.block("authenticationMode").text("type")
    if kind == "no-password-required":
        yield f"a name is all it takes; got authenticationMode.type {kind}, expected iam or password"


def _given(**properties: object) -> Given:
    user = {"accessString": "on ~* +@read", "engine": "valkey", "userId": "reader", "userName": "reader"}
    return Given(_USER, user | properties)


CONTROL = Control(
    id="elasticache.user-has-password",
    title="Users of caches prove who they are",
    practices=("iam.least-privilege", "application.secrets"),
    severity=Severity.MEDIUM,
    why="A user without a password is everybody who knows a name.",
    fix="set authenticationMode to iam, or give the user passwords",
    rules=(ResourceRule((_USER,), _check),),
    good=(
        example("everything omitted that may be", _given()),
        example("IAM", _given(authenticationMode={"type": "iam"})),
        example("passwords", _given(authenticationMode={"type": "password", "passwords": ["an-example-of-words"]})),
        example("the default user, switched off", _given(accessString="off -@all", noPasswordRequired=True)),
    ),
    bad=(
        example("no password", _given(noPasswordRequired=True)),
        example("no password, as a mode", _given(authenticationMode={"type": "no-password-required"})),
    ),
)
