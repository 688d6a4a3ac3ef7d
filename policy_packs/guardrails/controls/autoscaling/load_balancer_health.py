"""Auto Scaling groups behind a load balancer replace what the load balancer finds ill."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Ref,
    SecurityHubControl,
    Severity,
    StackRule,
    example,
)
from .._resources import Resource, Stack
from ._helpers import GROUP

_ATTACHMENT = "aws:autoscaling/attachment:Attachment"
_SOURCE = "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment"
_LISTS = ("loadBalancers", "targetGroupArns", "trafficSources")


def _check(group: Resource, stack: Stack) -> Iterator[str]:
    kinds = group.text("healthCheckType", default="EC2").split(",")
    if {"ELB", "VPC_LATTICE"} & set(kinds):
        return
    attached = any(group.blocks(name) for name in _LISTS) or any(
        stack.sidecars(group, type, by="autoscalingGroupName") for type in (_ATTACHMENT, _SOURCE)
    )
    if attached:
        yield f"instances that answer nobody are kept; got healthCheckType {','.join(kinds)}, expected ELB"


_SIZES = {"name": "web", "minSize": 2, "maxSize": 4}
_TARGETS = "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/0a1b2c3d4e5f6071"
_WEB = Given(GROUP, _SIZES, name="web")


def _given(health: str | None = None, **more: object) -> Given:
    return Given(GROUP, _SIZES | {"healthCheckType": health} | more, name="web")


def _attached(type: str, **more: object) -> Given:
    return Given(type, {"autoscalingGroupName": Ref("web"), **more}, name="attachment")


_BY_ATTACHMENT = _attached(_ATTACHMENT, lbTargetGroupArn=_TARGETS)

CONTROL = Control(
    id="autoscaling.load-balancer-health",
    title="Auto Scaling groups behind a load balancer replace what the load balancer finds ill",
    practices=("advisor.trusted-advisor", "compliance.well-architected"),
    severity=Severity.LOW,
    why="A machine can run while its program hangs; only the load balancer sees that nobody is served.",
    fix="set healthCheckType to ELB",
    rules=(StackRule((GROUP,), _check),),
    detection=(ConfigRule("AUTOSCALING_GROUP_ELB_HEALTHCHECK_REQUIRED"), SecurityHubControl("AutoScaling.1")),
    frameworks={Framework.FSBP: ("AutoScaling.1",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_15",)},
    good=(
        example("everything omitted, behind nothing", _WEB),
        example("the health of the load balancer", _given("ELB", targetGroupArns=[_TARGETS])),
        example("the health of the load balancer and the disks", _given("EC2,ELB", targetGroupArns=[_TARGETS])),
        example("the health of a service network", _given("VPC_LATTICE", trafficSources=[{"identifier": _TARGETS}])),
        example("the health of the load balancer attached", _given("ELB"), _BY_ATTACHMENT),
        example("another group is attached", _WEB, Given(_ATTACHMENT, {"autoscalingGroupName": "other"}, name="other")),
    ),
    bad=(
        example("targets", _given(targetGroupArns=[_TARGETS])),
        example("a classic load balancer", _given(loadBalancers=["web"])),
        example("sources of traffic", _given("EC2", trafficSources=[{"identifier": _TARGETS, "type": "elbv2"}])),
        example("targets attached", _WEB, _BY_ATTACHMENT),
        example(
            "sources of traffic attached",
            _WEB,
            _attached(_SOURCE, trafficSource={"identifier": _TARGETS, "type": "elbv2"}),
        ),
    ),
)
