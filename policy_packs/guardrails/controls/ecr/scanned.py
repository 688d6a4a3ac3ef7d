"""Images are scanned for known vulnerabilities."""

from collections.abc import Iterator

from .._documents import matches
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import REPOSITORY

_REGISTRY = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"


def _check(repository: Resource, stack: Stack) -> Iterator[str]:
    if repository.block("imageScanningConfiguration").flag("scanOnPush"):
        return
    if not any(matches(filter, repository.text("name")) for filter in stack.once(_filters)):
        yield (
            "nobody looks for known holes in the images; got imageScanningConfiguration.scanOnPush false, "
            "expected true or a rule of the registry's"
        )


def _filters(stack: Stack) -> set[str]:
    """Which repositories the registry scans by itself, by patterns of their names."""
    rules = [rule for registry in stack.of_type(_REGISTRY) for rule in registry.blocks("rules")]
    return {
        filter.text("filter")
        for rule in rules
        if rule.text("scanFrequency") != "MANUAL"
        for filter in rule.blocks("repositoryFilters")
    }


def _registry(filter: str, frequency: str) -> Given:
    rule = {"scanFrequency": frequency, "repositoryFilters": [{"filter": filter, "filterType": "WILDCARD"}]}
    return Given(_REGISTRY, {"scanType": "ENHANCED", "rules": [rule]}, name="registry")


_SHOP = Given(REPOSITORY, {"name": "shop/web"}, name="shop")

CONTROL = Control(
    id="ecr.scanned",
    title="Images are scanned for known vulnerabilities",
    practices=("patching.managed-services", "application.secure-coding"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Most of an image is other people's code, in which holes become known after it was built.",
    fix="set scanOnPush to true, or add a rule to the registry's scanning configuration that covers the repository",
    rules=(StackRule((REPOSITORY,), _check),),
    detection=(ConfigRule("ECR_PRIVATE_IMAGE_SCANNING_ENABLED"), SecurityHubControl("ECR.1")),
    frameworks={Framework.FSBP: ("ECR.1",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_163",),
        Tool.CONTROL_TOWER: ("ECR.PR.2",),
        Tool.TRIVY: ("AWS-0030",),
    },
    good=(
        example("on push", Given(REPOSITORY, {"imageScanningConfiguration": {"scanOnPush": True}})),
        example("all of the registry", Given(REPOSITORY), _registry("*", "CONTINUOUS_SCAN")),
        example("a part of the registry", _SHOP, _registry("shop/*", "SCAN_ON_PUSH")),
    ),
    bad=(
        example("everything omitted", Given(REPOSITORY)),
        example("off", Given(REPOSITORY, {"imageScanningConfiguration": {"scanOnPush": False}})),
        example("another part of the registry", _SHOP, _registry("bank/*", "SCAN_ON_PUSH")),
        example("only when somebody asks", _SHOP, _registry("*", "MANUAL")),
    ),
)
