"""Distributions have a certificate of their own."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import DISTRIBUTION, DISTRIBUTIONS, distribution, multitenant


def _check(distribution: Resource) -> Iterator[str]:
    certificate = distribution.block("viewerCertificate")
    if "acmCertificateArn" not in certificate and "iamCertificateId" not in certificate:
        yield "viewers see CloudFront's name and TLS 1.0; got no acmCertificateArn, expected a certificate of your own"


_DEFAULT = {"cloudfrontDefaultCertificate": True}

CONTROL = Control(
    id="cloudfront.certificate-own",
    title="Distributions have a certificate of their own",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The version of TLS can only be chosen for one's own domain and certificate.",
    fix="set aliases, and viewerCertificate.acmCertificateArn to a certificate in us-east-1",
    rules=(ResourceRule(DISTRIBUTIONS, _check),),
    detection=(ConfigRule("CLOUDFRONT_CUSTOM_SSL_CERTIFICATE"), SecurityHubControl("CloudFront.7")),
    frameworks={Framework.FSBP: ("CloudFront.7",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_42",), Tool.CONTROL_TOWER: ("CLOUDFRONT.PR.6",)},
    good=(
        example("of ACM", distribution()),
        example("of IAM", distribution(viewerCertificate={"iamCertificateId": "ASCAEXAMPLE"})),
        example("of many tenants", multitenant()),
    ),
    bad=(
        example("everything omitted", Given(DISTRIBUTION)),
        example("CloudFront's", distribution(viewerCertificate=_DEFAULT)),
        example("CloudFront's for many tenants", multitenant(viewerCertificate=_DEFAULT)),
    ),
)
