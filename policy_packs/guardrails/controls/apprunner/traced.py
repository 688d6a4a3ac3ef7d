"""App Runner services are traced."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import SERVICE, service


def _check(service: Resource) -> Iterator[str]:
    if not service.block("observabilityConfiguration").flag("observabilityEnabled"):
        yield "nobody sees where a request's time and errors come from; got no observabilityEnabled, expected true"


def _observed(on: bool) -> Given:
    arn = "arn:aws:apprunner:us-east-1:111122223333:observabilityconfiguration/traces"
    configuration = {"observabilityEnabled": on, "observabilityConfigurationArn": arn}
    return service(observabilityConfiguration=configuration)


CONTROL = Control(
    id="apprunner.traced",
    title="App Runner services are traced",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A trace shows which service called what for a request, which logs of single services can't.",
    fix="set observabilityEnabled of observabilityConfiguration to true, with a configuration for X-Ray",
    rules=(ResourceRule((SERVICE,), _check),),
    detection=(ConfigRule("APPRUNNER_SERVICE_OBSERVABILITY_ENABLED"),),
    good=(example("traced", _observed(True)),),
    bad=(
        example("everything omitted", Given(SERVICE)),
        example("off", _observed(False)),
    ),
)
