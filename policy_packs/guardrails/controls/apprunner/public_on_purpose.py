"""App Runner services face the internet only where their owner says so."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import SERVICE, ingress, service


def _check(service: Resource) -> Iterator[str]:
    public = (
        service.block("networkConfiguration").block("ingressConfiguration").flag("isPubliclyAccessible", default=True)
    )
    tag = service.parameters["publicTag"]
    if public and not any(tag in service.block(tags) for tags in ("tagsAll", "tags")):
        yield f"the internet reaches the service; got isPubliclyAccessible true, expected false or the tag {tag}"


CONTROL = Control(
    id="apprunner.public-on-purpose",
    title="App Runner services face the internet only where their owner says so",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="A service is public unless it says otherwise, and with it what was meant for colleagues.",
    fix="set networkConfiguration.ingressConfiguration.isPubliclyAccessible to false, or tag the service as public",
    rules=(ResourceRule((SERVICE,), _check),),
    detection=(ConfigRule("APPRUNNER_SERVICE_NO_PUBLIC_ACCESS"),),
    parameters={
        "publicTag": Parameter(
            "public-exposure",
            {"type": "string", "minLength": 1, "description": "The tag of what is public on purpose, with any value."},
        )
    },
    good=(
        example("private", service(**ingress(public=False))),
        example("public on purpose", service(tags={"public-exposure": "shop"})),
        example("a tag of one's own", service(tags={"edge": "yes"}), publicTag="edge"),
    ),
    bad=(
        example("everything omitted", Given(SERVICE)),
        example("public", service(**ingress(public=True))),
        example("another tag", service(tags={"team": "shop"})),
    ),
)
