"""Distributions speak TLS 1.2 or newer with viewers."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from .._tls import TLS_1_2, oldest_accepted
from ._helpers import CERTIFICATE, DISTRIBUTION, DISTRIBUTIONS, distribution, multitenant

_NAME, _CURRENT = "minimumProtocolVersion", "TLSv1.2_2021"


def _check(distribution: Resource) -> Iterator[str]:
    certificate = distribution.block("viewerCertificate")
    if certificate.flag("cloudfrontDefaultCertificate"):
        yield "CloudFront's own certificate comes with TLS 1.0; got cloudfrontDefaultCertificate true, expected false"
    elif oldest_accepted(certificate, _NAME, "TLSv1") < TLS_1_2:
        got = certificate.text(_NAME) or "none, for which AWS takes TLSv1"
        yield f"TLS older than 1.2 is accepted; got {_NAME} {got}, expected {_CURRENT} or newer"


def _mend(distribution: Resource) -> dict[str, str]:
    certificate = distribution.block("viewerCertificate")
    own = "acmCertificateArn" in certificate or "iamCertificateId" in certificate
    return {f"viewerCertificate.{_NAME}": _CURRENT} if own and any(_check(distribution)) else {}


def _version(version: str | None) -> dict[str, str | None]:
    return CERTIFICATE | {_NAME: version}


_IMPORTED = {"iamCertificateId": "ASCAEXAMPLE", "sslSupportMethod": "sni-only"}

CONTROL = Control(
    id="cloudfront.minimum-tls",
    title="Distributions speak TLS 1.2 or newer with viewers",
    practices=("data.in-transit", "advisor.trusted-advisor"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="What crosses the internet under broken versions of TLS can be read and changed on its way.",
    fix=f"use a certificate of your own with minimumProtocolVersion {_CURRENT} or newer",
    rules=(ResourceRule(DISTRIBUTIONS, _check, _mend),),
    detection=(ConfigRule("CLOUDFRONT_SECURITY_POLICY_CHECK"), SecurityHubControl("CloudFront.15")),
    frameworks={Framework.FSBP: ("CloudFront.15",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_174",), Tool.CONTROL_TOWER: ("CLOUDFRONT.PR.9",)},
    good=(
        *(example(name, distribution(viewerCertificate=_version(name))) for name in ("TLSv1.2_2018", "TLSv1.3_2025")),
        example("of many tenants", multitenant()),
    ),
    bad=(
        example("everything omitted", Given(DISTRIBUTION)),
        *(
            example(name, distribution(viewerCertificate=_version(name)))
            for name in ("SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016")
        ),
        example("no version", distribution(viewerCertificate=_version(None))),
        example("an imported certificate", distribution(viewerCertificate=_IMPORTED)),
        example(
            "CloudFront's certificate, whatever is asked for",
            distribution(viewerCertificate={"cloudfrontDefaultCertificate": True, _NAME: _CURRENT}),
        ),
        example("many tenants", multitenant(viewerCertificate=_version("TLSv1.1_2016"))),
    ),
)
