"""Every VPC has a flow log of all its traffic."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    Parameter,
    Ref,
    SecurityHubControl,
    Severity,
    StackRule,
    Tier,
    example,
)
from .._resources import Resource, Stack
from ._helpers import SUBNET, VPC

_FLOW_LOG = "aws:ec2/flowLog:FlowLog"
_KINDS = ("ALL", "REJECT", "ACCEPT")


def _check(vpc: Resource, stack: Stack) -> Iterator[str]:
    accepted = vpc.parameters["trafficTypes"]

    def kinds(resource: Resource, by: str) -> list[str]:
        return [log.text("trafficType") for log in stack.sidecars(resource, _FLOW_LOG, by=by, every=True)]

    found = kinds(vpc, "vpcId")
    if any(kind in accepted for kind in found):
        return
    subnets = stack.sidecars(vpc, SUBNET, by="vpcId", every=True)
    if not subnets or any(not set(kinds(subnet, "subnetId")) & {*accepted} for subnet in subnets):
        yield (
            f"the VPC's traffic leaves no trace; got {', '.join(found) or 'no flow log'}, "
            f"expected one with trafficType {' or '.join(accepted)}"
        )


_MAIN = Given(VPC, {"cidrBlock": "10.0.0.0/16"}, name="main")


def _flow_log(traffic: str, **of: object) -> Given:
    destination = {"logDestinationType": "s3", "logDestination": "arn:aws:s3:::landing-zone-archive-flow-logs"}
    of = of or {"vpcId": Ref("main")}
    return Given(_FLOW_LOG, {"trafficType": traffic, **destination, **of}, name=f"{traffic}-{'-'.join(of)}")


def _subnet(name: str) -> Given:
    return Given(SUBNET, {"vpcId": Ref("main"), "cidrBlock": "10.0.1.0/24"}, name=name)


CONTROL = Control(
    id="vpc.flow-logs",
    title="Every VPC has a flow log of all its traffic",
    practices=("logging.vpc-flow-logs", "network.peering-transit"),
    severity=Severity.MEDIUM,
    enforced=True,
    tier=Tier.MINIMAL,
    why="Without the flow log nobody can say what a broken-in machine talked to.",
    fix="give the VPC a FlowLog with trafficType ALL to the log archive",
    rules=(StackRule((VPC,), _check),),
    guardrails=(Guardrail(sid="DenyDeletionOfFlowLogs", actions=("ec2:DeleteFlowLogs",)),),
    detection=(ConfigRule("VPC_FLOW_LOGS_ENABLED", {"trafficType": "ALL"}), SecurityHubControl("EC2.6")),
    answer="enable-flow-logs",
    frameworks={
        Framework.FSBP: ("EC2.6",),
        Framework.CIS_3_0: ("3.7",),
        Framework.CIS_5_0: ("3.7",),
        Framework.CIS_7_0: ("4.7",),
    },
    equivalents={Tool.CHECKOV: ("CKV2_AWS_11",), Tool.TRIVY: ("AWS-0178",)},
    parameters={
        "trafficTypes": Parameter(
            ["ALL"],
            {
                "type": "array",
                "items": {"type": "string", "enum": list(_KINDS)},
                "description": "The values of trafficType that pass; the CIS benchmarks accept REJECT.",
            },
        )
    },
    good=(
        example("all traffic", _MAIN, _flow_log("ALL")),
        example("all traffic beside the refused", _MAIN, _flow_log("REJECT"), _flow_log("ALL")),
        example("by the VPC's id", _MAIN, _flow_log("REJECT"), _flow_log("ALL", vpcId="main")),
        example(
            "a subnet that names the VPC by its id, in part refused",
            _MAIN,
            _subnet("only"),
            _flow_log("REJECT", subnetId=Ref("only")),
            _flow_log("ALL", subnetId="only"),
        ),
        example("all traffic of every subnet", _MAIN, _subnet("only"), _flow_log("ALL", subnetId=Ref("only"))),
        example("refused traffic is enough", _MAIN, _flow_log("REJECT"), trafficTypes=["ALL", "REJECT"]),
    ),
    bad=(
        example("everything omitted", Given(VPC)),
        example("only what is refused", _MAIN, _flow_log("REJECT")),
        example("another kind than the configuration wants", _MAIN, _flow_log("ACCEPT"), trafficTypes=["REJECT"]),
        example("the flow log of another VPC", _MAIN, _flow_log("ALL", vpcId="vpc-9f8e7d6c")),
        example("one subnet of two", _MAIN, _subnet("one"), _subnet("other"), _flow_log("ALL", subnetId=Ref("one"))),
        example("refused traffic of a subnet", _MAIN, _subnet("only"), _flow_log("REJECT", subnetId=Ref("only"))),
    ),
)
