"""Secrets rotate by themselves."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import ROTATION, SECRET


def _check(secret: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(secret, ROTATION, by="secretId"):
        yield "the secret stays as it is until somebody thinks of it; got no secretRotation of it, expected one"


_NAMED = Given(SECRET, {"name": "shop/database"}, name="secret")
_RULES = {"rotationRules": {"automaticallyAfterDays": 30}}

CONTROL = Control(
    id="secretsmanager.secret-rotates",
    title="Secrets rotate by themselves",
    practices=("application.secrets",),
    severity=Severity.MEDIUM,
    why="A secret that nothing replaces is of use to whoever finds it, for years after it leaked.",
    fix="add a secretRotation, or let the service that the secret is for manage it",
    rules=(StackRule((SECRET,), _check),),
    detection=(ConfigRule("SECRETSMANAGER_ROTATION_ENABLED_CHECK"), SecurityHubControl("SecretsManager.1")),
    frameworks={Framework.FSBP: ("SecretsManager.1",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_57",)},
    good=(
        example("a rotation", _NAMED, Given(ROTATION, _RULES | {"secretId": Ref("secret")}, name="rotation")),
        example("a rotation by name", _NAMED, Given(ROTATION, _RULES | {"secretId": "shop/database"}, name="rotation")),
    ),
    bad=(
        example("everything omitted", Given(SECRET)),
        example("the rotation of another secret", _NAMED, Given(ROTATION, {"secretId": "shop/mail"}, name="rotation")),
    ),
)
