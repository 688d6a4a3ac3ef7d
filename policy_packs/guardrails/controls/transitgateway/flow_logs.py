"""Transit gateways have a flow log."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack

_GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway"
_FLOW_LOG = "aws:ec2/flowLog:FlowLog"


def _check(gateway: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(gateway, _FLOW_LOG, by="transitGatewayId"):
        yield "what passes between networks leaves no trace; got no flow log, expected a FlowLog with transitGatewayId"


_HUB = Given(_GATEWAY, {}, name="hub")


def _flow_log(**of: object) -> Given:
    target = {"logDestinationType": "s3", "logDestination": "arn:aws:s3:::flow-logs", "maxAggregationInterval": 60}
    return Given(_FLOW_LOG, target | of, name="log")


CONTROL = Control(
    id="transitgateway.flow-logs",
    title="Transit gateways have a flow log",
    practices=("logging.vpc-flow-logs", "network.peering-transit"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Traffic between accounts and to the data centre is seen as a whole only where it meets.",
    fix="give the transit gateway a FlowLog to the log archive",
    rules=(StackRule((_GATEWAY,), _check),),
    good=(example("a flow log", _HUB, _flow_log(transitGatewayId=Ref("hub"))),),
    bad=(
        example("everything omitted", _HUB),
        example("the flow log of another gateway", _HUB, _flow_log(transitGatewayId="tgw-9f8e7d6c")),
        example("the flow log of a VPC", _HUB, _flow_log(vpcId="vpc-0a1b2c3d", trafficType="ALL")),
    ),
)
