"""Security groups of data stores let nothing of the internet in."""

from collections.abc import Iterator
from functools import partial

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._properties import Block, each
from .._resources import Resource, Stack
from ._helpers import GROUPS, INGRESS_RULE, SECURITY_GROUP, group_rules, internet

_RDS = "aws:rds/instance:Instance"
_MSK = "aws:msk/cluster:Cluster"
_IN_VPC = "vpcOptions.securityGroupIds"
# Where each data store names its security groups.
_STORES = {
    "aws:dax/cluster:Cluster": "securityGroupIds",
    "aws:docdb/cluster:Cluster": "vpcSecurityGroupIds",
    "aws:elasticache/cluster:Cluster": "securityGroupIds",
    "aws:elasticache/replicationGroup:ReplicationGroup": "securityGroupIds",
    "aws:elasticache/serverlessCache:ServerlessCache": "securityGroupIds",
    "aws:elasticsearch/domain:Domain": _IN_VPC,
    "aws:memorydb/cluster:Cluster": "securityGroupIds",
    "aws:mq/broker:Broker": "securityGroups",
    _MSK: "brokerNodeGroupInfo.securityGroups",
    "aws:neptune/cluster:Cluster": "vpcSecurityGroupIds",
    "aws:opensearch/domain:Domain": _IN_VPC,
    "aws:rds/cluster:Cluster": "vpcSecurityGroupIds",
    _RDS: "vpcSecurityGroupIds",
    "aws:redshift/cluster:Cluster": "vpcSecurityGroupIds",
    "aws:redshiftserverless/workgroup:Workgroup": "securityGroupIds",
}


def _check(store: Resource, stack: Stack) -> Iterator[str]:
    groups = stack.targets(store, _STORES[store.type], *GROUPS)
    yield from each(groups, lambda group: each(group_rules(group, stack), partial(_check_rule, group=group.name)))


def _check_rule(rule: Block, group: str) -> Iterator[str]:
    if addresses := internet(rule):
        yield (
            f"the internet reaches the data store; got {addresses} in security group {group}, "
            "expected addresses of your own or another security group"
        )


def _group(*cidrs: str, **more: object) -> Given:
    block = {"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": list(cidrs), **more}
    return Given(SECURITY_GROUP, {"ingress": [block]}, name="group")


def _store(type: str = _RDS, group: object = Ref("group")) -> Given:
    outer, _, inner = _STORES[type].partition(".")
    return Given(type, {outer: {inner: [group]} if inner else [group]}, name="store")


_EMPTY = Given(SECURITY_GROUP, {}, name="group")
_OPEN = {"ipProtocol": "tcp", "fromPort": 5432, "toPort": 5432, "cidrIpv4": "0.0.0.0/0"}

CONTROL = Control(
    id="vpc.database-security-group-closed",
    title="Security groups of data stores let nothing of the internet in",
    practices=("network.security-groups", "network.private-subnets"),
    severity=Severity.HIGH,
    why="A data store is one stolen password away from whoever reaches it; only its clients have to.",
    fix="let in the security group of the clients only",
    rules=(StackRule(tuple(_STORES), _check),),
    detection=(ConfigRule("REDSHIFT_UNRESTRICTED_PORT_ACCESS"), SecurityHubControl("Redshift.15")),
    frameworks={Framework.FSBP: ("Redshift.15",)},
    good=(
        example("everything omitted, so the default group is used", Given(_RDS)),
        example("private addresses", _group("10.0.0.0/8"), _store()),
        example("the web server's group is open, not the store's", _group("0.0.0.0/0"), _store(group="sg-9f8e7d6c")),
        example("a rule of another group", _EMPTY, Given(INGRESS_RULE, _OPEN | {"securityGroupId": "sg-9"}), _store()),
    ),
    bad=(
        *(
            example(
                f"an open group of a {type.split(':')[1].split('/')[0]} {type.rpartition(':')[2]}",
                _group("0.0.0.0/0"),
                _store(type),
            )
            for type in _STORES
        ),
        example(
            "an open rule of its own", _EMPTY, Given(INGRESS_RULE, _OPEN | {"securityGroupId": Ref("group")}), _store()
        ),
        example("an open group with IPv6", _group(ipv6CidrBlocks=["::/0"]), _store()),
    ),
)
