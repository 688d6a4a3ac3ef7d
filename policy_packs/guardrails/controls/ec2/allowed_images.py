"""The account only launches images of providers that it allows."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_SETTINGS = "aws:ec2/allowedImagesSettings:AllowedImagesSettings"


def _check(settings: Resource) -> Iterator[str]:
    state = settings.text("state")
    if state != "enabled":
        yield f"anybody's image can be launched; got state {state or 'none'}, expected enabled"
    yield from each(settings.blocks("imageCriterions"), _check_criterion)


def _check_criterion(criterion: Block) -> Iterator[str]:
    # Anybody can publish an image with any name, but nobody with another's account or product code.
    if not criterion.texts("imageProviders") and not criterion.texts("marketplaceProductCodes"):
        path = criterion.path("imageProviders")
        yield f"anybody's image with the right name can be launched; got no {path}, expected amazon or account ids"


def _given(state: str, *criteria: dict[str, list[str]]) -> Given:
    return Given(_SETTINGS, {"state": state, "imageCriterions": list(criteria)})


_AMAZON = {"imageProviders": ["amazon"]}

CONTROL = Control(
    id="ec2.allowed-images",
    title="The account only launches images of providers that it allows",
    practices=("patching.managed-services", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="A program that looks an image up by name takes the stranger's image that was given the same name.",
    fix="set state to enabled, and imageProviders in every criterion",
    rules=(ResourceRule((_SETTINGS,), _check),),
    detection=(ConfigRule("EC2_INSTANCE_LAUNCHED_WITH_ALLOWED_AMI"),),
    good=(
        example("images of Amazon", _given("enabled", _AMAZON)),
        example("products of the marketplace", _given("enabled", {"marketplaceProductCodes": ["a1b2c3"]})),
        example("only images of one's own", _given("enabled")),
    ),
    bad=(
        example("everything omitted", Given(_SETTINGS)),
        example("only an audit", _given("audit-mode", _AMAZON)),
        example("off", _given("disabled", _AMAZON)),
        example("only names", _given("enabled", _AMAZON, {"imageNames": ["ubuntu-*"]})),
    ),
)
