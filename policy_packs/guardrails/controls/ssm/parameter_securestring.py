"""Parameters that hold a secret are encrypted."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ..secrets._names import announced

_PARAMETER = "aws:ssm/parameter:Parameter"


def _check(parameter: Resource) -> Iterator[str]:
    name = parameter.text("name", default=parameter.name)
    if announced(name) is None:
        return
    kind = parameter.text("type")
    if kind != "SecureString":
        yield f"{name} is a secret in plain text; got type {kind or 'missing'}, expected SecureString"
    if "insecureValue" in parameter:
        yield f"the value of {name} is shown in every plan and state; got insecureValue, expected value"


def _given(name: str, type: str = "String", value: str = "value") -> Given:
    return Given(_PARAMETER, {"name": name, "type": type, value: "held elsewhere"})


CONTROL = Control(
    id="ssm.parameter-securestring",
    title="Parameters that hold a secret are encrypted",
    practices=("application.secrets", "data.at-rest"),
    severity=Severity.HIGH,
    why="A plain parameter is read by everybody with ssm:GetParameter, without any grant on a key.",
    fix="set type to SecureString and give value, or keep the secret in Secrets Manager",
    tier=Tier.MINIMAL,
    rules=(ResourceRule((_PARAMETER,), _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_34",)},
    good=(
        example("everything omitted but the type", Given(_PARAMETER, {"type": "String"})),
        example("a secret, encrypted", _given("/shop/database/password", "SecureString")),
        example("a setting about secrets", _given("/shop/password-policy")),
        example("where a secret is", _given("/shop/databaseSecretArn")),
        example("a word that only ends alike", _given("/shop/monkeys")),
        example("a key to a cache", _given("/shop/cache-key", value="insecureValue")),
    ),
    bad=(
        example("a password in plain text", _given("/shop/database/password")),
        example("a secret in a list", _given("/shop/tokens", "StringList")),
        example("camel case", _given("/shop/stripeApiKey")),
        example("upper case", _given("/shop/CLIENT_SECRET")),
        example("only the resource's own name says so", Given(_PARAMETER, {"type": "String"}, name="db-password")),
        example("encrypted, and shown besides", _given("/shop/database/password", "SecureString", "insecureValue")),
    ),
)
