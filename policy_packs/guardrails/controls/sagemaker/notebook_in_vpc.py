"""Notebooks are in a VPC."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import NOTEBOOK, notebook


def _check(notebook: Resource) -> Iterator[str]:
    if "subnetId" not in notebook:
        yield "the notebook is in a network of SageMaker's; got no subnetId, expected a subnet of yours"


CONTROL = Control(
    id="sagemaker.notebook-in-vpc",
    title="Notebooks are in a VPC",
    practices=("network.private-subnets",),
    severity=Severity.HIGH,
    why="Outside of your network nothing of yours limits, or sees, what the notebook talks to.",
    fix="set subnetId and securityGroups",
    rules=(ResourceRule((NOTEBOOK,), _check),),
    detection=(ConfigRule("SAGEMAKER_NOTEBOOK_INSTANCE_INSIDE_VPC"), SecurityHubControl("SageMaker.2")),
    frameworks={Framework.FSBP: ("SageMaker.2",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_306",)},
    good=(
        example("in a subnet", notebook(subnetId="subnet-0a1b2c3d", securityGroups=["sg-0a1b2c3d"])),
        example(
            "in a subnet that isn't known yet",
            Given("aws:ec2/subnet:Subnet", {"vpcId": "vpc-0a1b2c3d"}, name="science"),
            notebook(subnetId=Ref("science")),
        ),
    ),
    bad=(
        example("everything omitted", Given(NOTEBOOK)),
        example("only security groups", notebook(securityGroups=["sg-0a1b2c3d"])),
    ),
)
