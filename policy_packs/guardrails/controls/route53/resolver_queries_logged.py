"""The DNS queries of every VPC are logged."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack

_VPC = "aws:ec2/vpc:Vpc"
_ASSOCIATION = "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation"


def _check(vpc: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(vpc, _ASSOCIATION, by="resourceId"):
        yield (
            "nobody can say which names the VPC's machines asked for; got no query logging, "
            "expected a ResolverQueryLogConfigAssociation"
        )


_MAIN = Given(_VPC, {"cidrBlock": "10.0.0.0/16"}, name="main")


def _association(vpc: object) -> Given:
    return Given(_ASSOCIATION, {"resolverQueryLogConfigId": "rqlc-0a1b2c3d", "resourceId": vpc}, name="association")


CONTROL = Control(
    id="route53.resolver-queries-logged",
    title="The DNS queries of every VPC are logged",
    practices=("logging.centralized", "logging.vpc-flow-logs"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Malware asks for names before it calls home, and can carry data out in the names themselves.",
    fix="associate the VPC with the organization's resolver query log configuration",
    rules=(StackRule((_VPC,), _check),),
    good=(example("logged", _MAIN, _association(Ref("main"))),),
    bad=(
        example("everything omitted", Given(_VPC)),
        example("another VPC is logged", _MAIN, _association("vpc-9f8e7d6c")),
    ),
)
