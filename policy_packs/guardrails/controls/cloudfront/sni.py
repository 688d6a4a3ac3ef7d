"""Distributions serve HTTPS by server name, not by addresses of their own."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CERTIFICATE, DISTRIBUTIONS, distribution, multitenant


def _check(distribution: Resource) -> Iterator[str]:
    method = distribution.block("viewerCertificate").text("sslSupportMethod")
    if method in ("vip", "static-ip"):
        yield f"old clients are paid for dearly; got sslSupportMethod {method}, expected sni-only"


def _mend(distribution: Resource) -> dict[str, str]:
    return {"viewerCertificate.sslSupportMethod": "sni-only"} if any(_check(distribution)) else {}


CONTROL = Control(
    id="cloudfront.sni",
    title="Distributions serve HTTPS by server name",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Addresses of one's own cost by the month and only serve clients too old for current TLS.",
    fix="set viewerCertificate.sslSupportMethod to sni-only",
    rules=(ResourceRule(DISTRIBUTIONS, _check, _mend),),
    detection=(ConfigRule("CLOUDFRONT_SNI_ENABLED"), SecurityHubControl("CloudFront.8")),
    frameworks={Framework.FSBP: ("CloudFront.8",)},
    equivalents={Tool.CONTROL_TOWER: ("CLOUDFRONT.PR.7",)},
    good=(
        example("by name", distribution()),
        example("CloudFront's certificate", distribution(viewerCertificate={"cloudfrontDefaultCertificate": True})),
    ),
    bad=(
        example("by address", distribution(viewerCertificate=CERTIFICATE | {"sslSupportMethod": "vip"})),
        example("by a fixed address", distribution(viewerCertificate=CERTIFICATE | {"sslSupportMethod": "static-ip"})),
        example("of many tenants", multitenant(viewerCertificate=CERTIFICATE | {"sslSupportMethod": "vip"})),
    ),
)
