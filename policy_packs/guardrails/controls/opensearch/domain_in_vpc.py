"""Search domains have their endpoint in a VPC.

Source: OpenSearch Service developer guide, "Launching your domains within a VPC".
"""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_DOMAINS = ("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain")


def _check(domain: Resource) -> Iterator[str]:
    if "vpcOptions" not in domain:
        yield "the endpoint is on the internet; got no vpcOptions, expected subnets of a VPC"


CONTROL = Control(
    id="opensearch.domain-in-vpc",
    title="Search domains have their endpoint in a VPC",
    practices=("network.private-subnets",),
    severity=Severity.HIGH,
    why="With an endpoint on the internet, one mistake in the access policy publishes everything that is indexed.",
    fix="set vpcOptions to private subnets and a security group",
    rules=(ResourceRule(_DOMAINS, _check),),
    detection=(
        ConfigRule("OPENSEARCH_IN_VPC_ONLY"),
        ConfigRule("ELASTICSEARCH_IN_VPC_ONLY"),
        SecurityHubControl("Opensearch.2"),
        SecurityHubControl("ES.2"),
    ),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("Opensearch.2", "ES.2")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_137",)},
    good=tuple(
        example(f"subnets of a VPC for {type}", Given(type, {"vpcOptions": {"subnetIds": ["subnet-0a1b2c3d"]}}))
        for type in _DOMAINS
    ),
    bad=tuple(example(f"everything omitted for {type}", Given(type)) for type in _DOMAINS),
)
