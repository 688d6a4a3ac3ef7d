"""SES sends mail over TLS or not at all."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_INPUTS: dict[str, dict[str, object]] = {
    "aws:ses/configurationSet:ConfigurationSet": {"name": "orders"},
    "aws:sesv2/configurationSet:ConfigurationSet": {"configurationSetName": "orders"},
}
# The two versions of the service spell the same word differently.
_REQUIRE = dict(zip(_INPUTS, ("Require", "REQUIRE"), strict=True))


def _check(configuration: Resource) -> Iterator[str]:
    policy = configuration.block("deliveryOptions").text("tlsPolicy", default="OPTIONAL")
    expected = _REQUIRE[configuration.type]
    if policy.upper() != "REQUIRE":
        yield f"mail may go in the clear; got deliveryOptions.tlsPolicy {policy}, expected {expected}"


def _mend(configuration: Resource) -> dict[str, str]:
    return {"deliveryOptions.tlsPolicy": _REQUIRE[configuration.type]} if any(_check(configuration)) else {}


CONTROL = Control(
    id="ses.tls-required",
    title="SES sends mail over TLS or not at all",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Somebody on the way who hides the receiver's offer of TLS gets the mail to read.",
    fix="set deliveryOptions.tlsPolicy to REQUIRE",
    rules=(ResourceRule(tuple(_INPUTS), _check, _mend),),
    detection=(ConfigRule("SES_SENDING_TLS_REQUIRED"), SecurityHubControl("SES.3")),
    frameworks={Framework.FSBP: ("SES.3",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_365",)},
    good=tuple(
        example(f"{type}, required", Given(type, inputs | {"deliveryOptions": {"tlsPolicy": _REQUIRE[type]}}))
        for type, inputs in _INPUTS.items()
    ),
    bad=(
        *(example(f"{type}, not said", Given(type, inputs)) for type, inputs in _INPUTS.items()),
        *(
            example(f"{type}, optional", Given(type, inputs | {"deliveryOptions": {"tlsPolicy": "Optional"}}))
            for type, inputs in _INPUTS.items()
        ),
    ),
)
