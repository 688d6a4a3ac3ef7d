"""App Runner services reach out through a network of one's own."""

from collections.abc import Iterator
from typing import Any

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import SERVICE, service


def _check(service: Resource) -> Iterator[str]:
    egress = service.block("networkConfiguration").block("egressConfiguration")
    if (type := egress.text("egressType") or "DEFAULT") != "VPC":
        yield f"nobody sees or limits where the service connects to; got egressType {type}, expected VPC"


def _egress(type: str) -> dict[str, Any]:
    return {"networkConfiguration": {"egressConfiguration": {"egressType": type}}}


CONTROL = Control(
    id="apprunner.egress-through-vpc",
    title="App Runner services reach out through a network of one's own",
    practices=("network.private-subnets", "network.vpc-endpoints"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Only from a VPC is traffic out of the service filtered, logged and kept off the internet.",
    fix="set egressConfiguration with egressType VPC and a vpcConnectorArn",
    rules=(ResourceRule((SERVICE,), _check),),
    detection=(ConfigRule("APPRUNNER_SERVICE_IN_VPC"),),
    good=(example("through a VPC", service(**_egress("VPC"))),),
    bad=(
        example("everything omitted", Given(SERVICE)),
        example("past every network", service(**_egress("DEFAULT"))),
    ),
)
