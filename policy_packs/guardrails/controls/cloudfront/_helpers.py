"""The types of distributions, and the parts that they are made of."""

from collections.abc import Callable, Iterator
from typing import Any

from .._model import Given
from .._properties import Block, each
from .._resources import Resource

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
MULTITENANT = "aws:cloudfront/multitenantDistribution:MultitenantDistribution"
DISTRIBUTIONS = (DISTRIBUTION, MULTITENANT)
VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin"

_CUSTOM = ("customOriginConfig", "customOriginConfigs", "vpcOriginConfig", "vpcOriginConfigs")


def behaviors(distribution: Resource) -> list[Block]:
    """The cache behaviors of a distribution, the default one first; it is there whether the program says so or not."""
    others = [block for name in ("orderedCacheBehaviors", "cacheBehaviors") for block in distribution.blocks(name)]
    return [distribution.block("defaultCacheBehavior"), *others]


def each_endpoint(resource: Resource, check: Callable[[Block], Iterator[str]]) -> Iterator[str]:
    """Run a check over what says how each custom origin, or a VPC origin, is spoken to."""

    def check_origin(origin: Block) -> Iterator[str]:
        yield from each((*origin.blocks("customOriginConfig"), *origin.blocks("customOriginConfigs")), check)

    yield from each(resource.blocks("vpcOriginEndpointConfig"), check)
    yield from each(resource.blocks("origins"), check_origin)


def endpoints(resource: Resource) -> Iterator[tuple[str, Block]]:
    """What says how each origin is spoken to, with its dotted path.

    Raises:
        Undecided: an origin is not known yet.
    """
    for block in resource.blocks("vpcOriginEndpointConfig"):
        yield "vpcOriginEndpointConfig", block
    for index, origin in enumerate(resource.blocks("origins")):
        for block in origin.blocks("customOriginConfig"):
            yield f"origins.{index}.customOriginConfig", block
        for number, block in enumerate(origin.blocks("customOriginConfigs")):
            yield f"origins.{index}.customOriginConfigs.{number}", block


def ssl_protocols(endpoint: Block) -> list[str]:
    """The versions of SSL and TLS that are spoken with an origin."""
    name = "originSslProtocols"
    return endpoint.block(name).texts("items") if is_in_vpc(endpoint) else endpoint.texts(name)


def is_in_vpc(endpoint: Block) -> bool:
    """Whether the origin is a VPC origin, whose lists are objects with items and their quantity."""
    return endpoint.path().startswith("vpcOriginEndpointConfig")


def is_bucket(origin: Block) -> bool:
    """Whether the origin is a bucket's own endpoint: every other one says how it is to be spoken to."""
    return not any(name in origin for name in _CUSTOM)


BUCKET = {"originId": "site", "domainName": "site.s3.eu-central-1.amazonaws.com"}
CUSTOM = {"httpPort": 80, "httpsPort": 443, "originProtocolPolicy": "https-only", "originSslProtocols": ["TLSv1.2"]}
SERVER = {"originId": "site", "domainName": "origin.example.com", "customOriginConfig": CUSTOM}
BEHAVIOR = {
    "allowedMethods": ["GET", "HEAD"],
    "cachedMethods": ["GET", "HEAD"],
    "targetOriginId": "site",
    "viewerProtocolPolicy": "redirect-to-https",
}
CERTIFICATE = {
    "acmCertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/a1b2c3d4",
    "minimumProtocolVersion": "TLSv1.2_2021",
    "sslSupportMethod": "sni-only",
}
ANYWHERE = {"geoRestriction": {"restrictionType": "none"}}


def distribution(name: str = "site", **more: Any) -> Given:
    """A distribution, for examples."""
    properties = {"enabled": True, "origins": [SERVER], "restrictions": ANYWHERE}
    parts = {"defaultCacheBehavior": BEHAVIOR, "viewerCertificate": CERTIFICATE}
    return Given(DISTRIBUTION, properties | parts | more, name=name)


def multitenant(**more: Any) -> Given:
    """A distribution of many tenants, for examples."""
    behavior = {"targetOriginId": "site", "viewerProtocolPolicy": "redirect-to-https"}
    properties = {
        "comment": "sites",
        "enabled": True,
        "origins": [tenant_origin()],
        "restrictions": ANYWHERE,
        "tenantConfig": {},
    }
    parts = {"defaultCacheBehavior": behavior, "viewerCertificate": CERTIFICATE}
    return Given(MULTITENANT, properties | parts | more, name="sites")


def tenant_origin(**custom: Any) -> dict[str, Any]:
    """An origin of a distribution of many tenants, for examples."""
    return {"id": "site", "domainName": "origin.example.com", "customOriginConfigs": [CUSTOM | custom]}


def server(*protocols: str) -> dict[str, Any]:
    """A custom origin with which these versions of TLS are spoken."""
    return SERVER | {"customOriginConfig": CUSTOM | {"originSslProtocols": list(protocols)}}


def vpc_origin(*protocols: str) -> Given:
    """A load balancer in a network of one's own, with which these versions of TLS are spoken."""
    arn = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188"
    endpoint = {"arn": arn, "name": "web", "httpPort": 80, "httpsPort": 443, "originProtocolPolicy": "https-only"}
    allowed = {"items": list(protocols), "quantity": len(protocols)}
    return Given(VPC_ORIGIN, {"vpcOriginEndpointConfig": endpoint | {"originSslProtocols": allowed}})
