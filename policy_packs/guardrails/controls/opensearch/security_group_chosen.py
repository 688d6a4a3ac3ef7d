"""Search domains in a network have security groups that were chosen for them."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, OPENSEARCH, domain


def _check(search: Resource) -> Iterator[str]:
    for options in search.blocks("vpcOptions"):
        if options.is_known("securityGroupIds") and not options.texts("securityGroupIds"):
            yield "the default security group lets neighbours in; got no vpcOptions.securityGroupIds, expected a group"


_SUBNETS = {"subnetIds": ["subnet-0a1b2c3d"]}

CONTROL = Control(
    id="opensearch.security-group-chosen",
    title="Search domains in a network have security groups that were chosen for them",
    practices=("network.security-groups",),
    severity=Severity.MEDIUM,
    why="The default group connects the domain with everything else that nobody chose a group for.",
    fix="name a security group in vpcOptions.securityGroupIds",
    rules=(ResourceRule(DOMAINS, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_248",)},
    good=(
        example("everything omitted, so no network", Given(OPENSEARCH)),
        example("a group", domain(vpcOptions=_SUBNETS | {"securityGroupIds": ["sg-0a1b2c3d"]})),
    ),
    bad=(
        example("no group", domain(vpcOptions=_SUBNETS)),
        example("an empty list", domain(vpcOptions=_SUBNETS | {"securityGroupIds": []})),
        example("an old domain without", domain(ELASTICSEARCH, vpcOptions=_SUBNETS)),
    ),
)
