"""Functions only use layers of trusted accounts."""

from collections.abc import Iterator
from functools import partial

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._properties import each
from .._resources import Resource
from ._helpers import FUNCTION, function


def _check(function: Resource) -> Iterator[str]:
    trusted = function.parameters["trustedAccounts"]
    if trusted:
        yield from each(enumerate(function.texts("layers")), partial(_check_layer, trusted=trusted))


def _check_layer(layer: tuple[int, str], trusted: list[str]) -> Iterator[str]:
    number, arn = layer
    account = "".join(arn.split(":")[4:5])
    if account not in trusted:
        yield f"somebody else's code runs in the function; got {arn} in layers[{number}], expected a trusted account's"


def _layer(account: str) -> str:
    return f"arn:aws:lambda:us-east-1:{account}:layer:tools:3"


_OWN, _OTHER = "111122223333", "444455556666"

CONTROL = Control(
    id="lambda.layers-trusted",
    title="Functions only use layers of trusted accounts",
    practices=("application.secure-coding",),
    severity=Severity.MEDIUM,
    why="A layer's code reads the function's secrets and role, and a new version of it comes with the next release.",
    fix="publish the layer in an account of yours, or add its account to trustedAccounts",
    rules=(ResourceRule((FUNCTION,), _check),),
    parameters={
        "trustedAccounts": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string", "pattern": r"^\d{12}$"},
                "description": "The accounts whose layers may be used; empty: not judged.",
            },
        )
    },
    good=(
        example("everything omitted", Given(FUNCTION), trustedAccounts=[_OWN]),
        example("an own layer", function(layers=[_layer(_OWN)]), trustedAccounts=[_OWN]),
        example("nobody is said to be trusted", function(layers=[_layer(_OTHER)])),
    ),
    bad=(
        example("somebody else's layer", function(layers=[_layer(_OWN), _layer(_OTHER)]), trustedAccounts=[_OWN]),
        example("no layer at all", function(layers=["tools"]), trustedAccounts=[_OWN]),
    ),
)
