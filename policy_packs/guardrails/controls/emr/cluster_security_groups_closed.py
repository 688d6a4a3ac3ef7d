"""Security groups of EMR clusters let nobody in from the internet."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, Severity, StackRule, example
from .._properties import Block, each
from .._resources import Resource, Stack
from ..vpc._helpers import GROUPS, INGRESS_RULE, SECURITY_GROUP, group_rules, internet
from ._helpers import CLUSTER, CLUSTER_INPUTS

# The properties of ec2Attributes that name security groups.
_NAMES = (
    "additionalMasterSecurityGroups",
    "additionalSlaveSecurityGroups",
    "emrManagedMasterSecurityGroup",
    "emrManagedSlaveSecurityGroup",
    "serviceAccessSecurityGroup",
)


def _check(cluster: Resource, stack: Stack) -> Iterator[str]:
    def check(group: Resource) -> Iterator[str]:
        def check_rule(rule: Block) -> Iterator[str]:
            if everybody := internet(rule):
                yield f"everybody reaches the cluster; got {everybody} in {group.name}, expected known addresses"

        yield from each(group_rules(group, stack), check_rule)

    named = [group for name in _NAMES for group in stack.targets(cluster, f"ec2Attributes.{name}", *GROUPS)]
    yield from each({group.urn: group for group in named}.values(), check)


def _group(*ranges: str) -> Given:
    rules = [{"protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrBlocks": [cidr]} for cidr in ranges]
    return Given(SECURITY_GROUP, {"description": "EMR", "ingress": rules}, name="group")


def _cluster(name: str = "emrManagedMasterSecurityGroup") -> Given:
    machines = {"instanceProfile": "emr", name: Ref("group")}
    return Given(CLUSTER, CLUSTER_INPUTS | {"ec2Attributes": machines}, name="cluster")


def _rule(cidr: str) -> Given:
    given = {"securityGroupId": Ref("group"), "ipProtocol": "-1", "cidrIpv4": cidr}
    return Given(INGRESS_RULE, given, name="rule")


CONTROL = Control(
    id="emr.cluster-security-groups-closed",
    title="Security groups of EMR clusters let nobody in from the internet",
    practices=("network.security-groups",),
    severity=Severity.HIGH,
    why="The web interfaces of a cluster ask nobody for a password, and run what they are given.",
    fix="give the group rules for known addresses or other groups only",
    rules=(StackRule((CLUSTER,), _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_7",)},
    good=(
        example("everything omitted but what is required", Given(CLUSTER, CLUSTER_INPUTS)),
        example("known addresses", _group("10.0.0.0/8"), _cluster()),
        example("a rule for known addresses", _group(), _rule("10.0.0.0/8"), _cluster()),
        example("another group is open", _group("0.0.0.0/0"), Given(CLUSTER, CLUSTER_INPUTS, name="cluster")),
    ),
    bad=(
        example("everybody", _group("0.0.0.0/0"), _cluster()),
        example("everybody, beside known addresses", _group("10.0.0.0/8", "0.0.0.0/0"), _cluster()),
        *(example(f"everybody, by {name}", _group("0.0.0.0/0"), _cluster(name)) for name in _NAMES),
        example("a rule for everybody", _group(), _rule("0.0.0.0/0"), _cluster()),
    ),
)
