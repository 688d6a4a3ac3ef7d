"""Nothing lives in the default VPC."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Guardrail, ResourceRule, Severity, example
from .._resources import Resource

_DEFAULT_VPC = "aws:ec2/defaultVpc:DefaultVpc"
_DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet"
_VPC = "aws:ec2/vpc:Vpc"


def _check(resource: Resource) -> Iterator[str]:
    yield (
        "the default VPC is used, and made where there is none; "
        f"got a {resource.type.rpartition(':')[2]}, expected a network of your own"
    )


CONTROL = Control(
    id="vpc.default-vpc-not-used",
    title="Nothing lives in the default VPC",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="Every subnet of a default VPC is public, and its addresses are the same in every account.",
    fix="use a Vpc and Subnets of your own",
    rules=(ResourceRule((_DEFAULT_VPC, _DEFAULT_SUBNET), _check),),
    guardrails=(Guardrail(sid="DenyDefaultNetworks", actions=("ec2:CreateDefaultSubnet", "ec2:CreateDefaultVpc")),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_148",), Tool.TRIVY: ("AWS-0101",)},
    good=(example("a VPC of one's own", Given(_VPC, {"cidrBlock": "10.0.0.0/16"})),),
    bad=(
        example("everything omitted", Given(_DEFAULT_VPC)),
        example("a subnet of the default VPC", Given(_DEFAULT_SUBNET, {"availabilityZone": "us-east-1a"})),
        example("adopted to be deleted one day", Given(_DEFAULT_VPC, {"forceDestroy": True})),
    ),
)
