"""Apps of domains reach the internet by your VPC only."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import DOMAIN


def _check(domain: Resource) -> Iterator[str]:
    access = domain.text("appNetworkAccessType")
    if access != "VpcOnly":
        yield (
            "the apps of the domain are on the internet, beside your network; got appNetworkAccessType "
            f"{access or 'PublicInternetOnly'}, expected VpcOnly"
        )


CONTROL = Control(
    id="sagemaker.domain-vpc-only",
    title="Apps of domains reach the internet by your VPC only",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="Data leaves by an interface of SageMaker's, which none of your security groups, routes and logs sees.",
    fix="set appNetworkAccessType to VpcOnly",
    rules=(ResourceRule((DOMAIN,), _check),),
    detection=(ConfigRule("SAGEMAKER_DOMAIN_IN_VPC"),),
    good=(example("the VPC only", Given(DOMAIN, {"domainName": "science", "appNetworkAccessType": "VpcOnly"})),),
    bad=(
        example("everything omitted", Given(DOMAIN)),
        example("the internet", Given(DOMAIN, {"appNetworkAccessType": "PublicInternetOnly"})),
    ),
)
