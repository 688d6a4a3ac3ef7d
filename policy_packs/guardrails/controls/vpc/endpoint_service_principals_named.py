"""Endpoint services name who may connect."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_SERVICE = "aws:ec2/vpcEndpointService:VpcEndpointService"
_PRINCIPAL = "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple"


def _check(resource: Resource) -> Iterator[str]:
    name = "principalArn" if resource.type == _PRINCIPAL else "allowedPrincipals"
    if "*" in resource.texts(name):
        yield f"every AWS account may ask for the service; got {name} *, expected ARNs of accounts"


_ACCOUNT = "arn:aws:iam::111122223333:root"
_BARE = {"acceptanceRequired": True}
_OF_SERVICE = {"vpcEndpointServiceId": "vpce-svc-0a1b2c3d"}

CONTROL = Control(
    id="vpc.endpoint-service-principals-named",
    title="Endpoint services name who may connect",
    practices=("network.vpc-endpoints", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="What everybody may ask for is found by everybody, and one wrong acceptance lets a stranger in.",
    fix="list the ARNs of the accounts that are meant",
    rules=(ResourceRule((_SERVICE, _PRINCIPAL), _check),),
    good=(
        example("everything omitted but what is required", Given(_SERVICE, _BARE)),
        example("an account", Given(_SERVICE, _BARE | {"allowedPrincipals": [_ACCOUNT]})),
        example("an account by itself", Given(_PRINCIPAL, _OF_SERVICE | {"principalArn": _ACCOUNT})),
    ),
    bad=(
        example("everybody", Given(_SERVICE, _BARE | {"allowedPrincipals": [_ACCOUNT, "*"]})),
        example("everybody by itself", Given(_PRINCIPAL, _OF_SERVICE | {"principalArn": "*"})),
    ),
)
