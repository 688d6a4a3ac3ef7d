"""Every VPC has a flow log of all its traffic."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Guardrail, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack

_VPC = "aws:ec2/vpc:Vpc"
_FLOW_LOG = "aws:ec2/flowLog:FlowLog"


def _check(vpc: Resource, stack: Stack) -> Iterator[str]:
    if not any(log.text("trafficType") == "ALL" for log in stack.sidecars(vpc, _FLOW_LOG, by="vpcId")):
        logs = stack.sidecars(vpc, _FLOW_LOG, by="vpcId", every=True)
        got = ", ".join(log.text("trafficType") or "none" for log in logs)
        yield f"the VPC's traffic leaves no trace; got {got or 'no flow log'}, expected one with trafficType ALL"


_MAIN = Given(_VPC, {"cidrBlock": "10.0.0.0/16"}, name="main")


def _flow_log(traffic: str, vpc: object = Ref("main")) -> Given:
    destination = {"logDestinationType": "s3", "logDestination": "arn:aws:s3:::landing-zone-archive-flow-logs"}
    return Given(_FLOW_LOG, {"vpcId": vpc, "trafficType": traffic, **destination}, name=f"{traffic.lower()}-traffic")


CONTROL = Control(
    id="vpc.flow-logs",
    title="Every VPC has a flow log of all its traffic",
    practices=("logging.vpc-flow-logs", "network.peering-transit"),
    severity=Severity.MEDIUM,
    why="Without the flow log nobody can say what a broken-in machine talked to.",
    fix="give the VPC a FlowLog with trafficType ALL to the log archive",
    rules=(StackRule((_VPC,), _check),),
    guardrails=(Guardrail(sid="DenyDeletionOfFlowLogs", actions=("ec2:DeleteFlowLogs",)),),
    detection=(ConfigRule("VPC_FLOW_LOGS_ENABLED", {"trafficType": "ALL"}), SecurityHubControl("EC2.6")),
    answer="enable-flow-logs",
    frameworks={
        Framework.FSBP: ("EC2.6",),
        Framework.CIS_3_0: ("3.7",),
        Framework.CIS_5_0: ("3.7",),
        Framework.CIS_7_0: ("4.7",),
    },
    good=(
        example("all traffic", _MAIN, _flow_log("ALL")),
        example("all traffic beside the refused", _MAIN, _flow_log("REJECT"), _flow_log("ALL")),
    ),
    bad=(
        example("everything omitted", Given(_VPC)),
        example("only what is refused", _MAIN, _flow_log("REJECT")),
        example("the flow log of another VPC", _MAIN, _flow_log("ALL", "vpc-9f8e7d6c")),
    ),
)
