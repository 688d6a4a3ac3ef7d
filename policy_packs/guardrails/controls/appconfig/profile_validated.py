"""Configurations are validated before they are deployed."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, ResourceRule, Severity, Tier
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:appconfig/configurationProfile:ConfigurationProfile": (
        Setting("validators[0].type", ("JSON_SCHEMA", "LAMBDA")),
    ),
}
_CONSEQUENCE = "a slip in the configuration reaches every instance"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="appconfig.profile-validated",
    title="Configurations are validated before they are deployed",
    practices=("application.secure-coding",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A configuration goes out without a build and a test, so a validator is all that looks at it.",
    fix="add a validator of type JSON_SCHEMA or LAMBDA",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    detection=(ConfigRule("APPCONFIG_CONFIGURATION_PROFILE_VALIDATORS_NOT_EMPTY"),),
    good=_GOOD,
    bad=_BAD,
)
