"""Models that need a network are in a VPC."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import MODEL, model


def _check(model: Resource) -> Iterator[str]:
    # An isolated model is in no network.
    if "vpcConfig" not in model and not model.flag("enableNetworkIsolation"):
        yield "the model is in a network of SageMaker's; got no vpcConfig, expected subnets of yours"


_VPC = {"securityGroupIds": ["sg-0a1b2c3d"], "subnets": ["subnet-0a1b2c3d"]}

CONTROL = Control(
    id="sagemaker.model-in-vpc",
    title="Models that need a network are in a VPC",
    practices=("network.private-subnets", "network.vpc-endpoints"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Outside of your network nothing of yours limits, or sees, where the model sends what it is asked.",
    fix="set vpcConfig, or enableNetworkIsolation to true",
    rules=(ResourceRule((MODEL,), _check),),
    detection=(ConfigRule("SAGEMAKER_MODEL_IN_VPC"),),
    good=(
        example("in a VPC", model(vpcConfig=_VPC)),
        example("isolated", model(enableNetworkIsolation=True)),
    ),
    bad=(example("everything omitted", Given(MODEL)),),
)
