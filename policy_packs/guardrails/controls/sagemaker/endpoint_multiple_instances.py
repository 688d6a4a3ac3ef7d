"""Endpoints start with more than one instance."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import ENDPOINT


def _check(configuration: Resource) -> Iterator[str]:
    yield from each(configuration.blocks("productionVariants"), _check_variant)


def _check_variant(variant: Block) -> Iterator[str]:
    if "serverlessConfig" not in variant and variant.number("initialInstanceCount") < 2:
        yield (
            f"one instance's failure is the endpoint's; got {variant.path('initialInstanceCount')} "
            f"{variant.number('initialInstanceCount', default=1):g}, expected 2 or more"
        )


def _endpoint(**variant: object) -> Given:
    return Given(ENDPOINT, {"productionVariants": [{"modelName": "prices", **variant}]})


CONTROL = Control(
    id="sagemaker.endpoint-multiple-instances",
    title="Endpoints start with more than one instance",
    practices=("compliance.well-architected", "advisor.trusted-advisor"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="SageMaker puts instances into different zones, so that two of them outlive the failure of one.",
    fix="set initialInstanceCount to 2 or more",
    rules=(ResourceRule((ENDPOINT,), _check),),
    detection=(ConfigRule("SAGEMAKER_ENDPOINT_CONFIG_PROD_INSTANCE_COUNT"), SecurityHubControl("SageMaker.4")),
    frameworks={Framework.FSBP: ("SageMaker.4",)},
    good=(
        example("everything omitted, so no variant", Given(ENDPOINT)),
        example("two instances", _endpoint(initialInstanceCount=2, instanceType="ml.m5.large")),
        example("no instances", _endpoint(serverlessConfig={"maxConcurrency": 5, "memorySizeInMb": 2048})),
    ),
    bad=(
        example("one instance", _endpoint(initialInstanceCount=1, instanceType="ml.m5.large")),
        example("a variant that does not say", _endpoint(instanceType="ml.m5.large")),
    ),
)
