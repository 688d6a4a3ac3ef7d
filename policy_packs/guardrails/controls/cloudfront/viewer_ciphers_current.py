"""Distributions with a certificate of their own use one of the current security policies."""

import re
from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CERTIFICATE, DISTRIBUTIONS, distribution, multitenant

_NAME, _CURRENT = "minimumProtocolVersion", "TLSv1.2_2021"
_POLICY = re.compile(r"TLSv1\.[23]_(\d{4})")


def _is_outdated(distribution: Resource) -> bool:
    certificate = distribution.block("viewerCertificate")
    if certificate.flag("cloudfrontDefaultCertificate") or "viewerCertificate" not in distribution:
        return False  # Nothing can be chosen then; cloudfront.certificate-own speaks of it.
    policy = _POLICY.fullmatch(certificate.text(_NAME))
    return policy is None or int(policy[1]) < 2021


def _check(distribution: Resource) -> Iterator[str]:
    if _is_outdated(distribution):
        got = distribution.block("viewerCertificate").text(_NAME) or "missing"
        yield f"outdated ciphers are accepted; got {_NAME} {got}, expected {_CURRENT} or newer"


def _mend(distribution: Resource) -> dict[str, str]:
    certificate = distribution.block("viewerCertificate")
    own = "acmCertificateArn" in certificate or "iamCertificateId" in certificate
    return {f"viewerCertificate.{_NAME}": _CURRENT} if own and _is_outdated(distribution) else {}


def _version(version: str | None) -> dict[str, str | None]:
    return CERTIFICATE | {_NAME: version}


CONTROL = Control(
    id="cloudfront.viewer-ciphers-current",
    title="Distributions with a certificate of their own use a current security policy",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="The policies before 2021 accept ciphers in CBC mode, which attacks on padding have broken again and again.",
    fix=f"set viewerCertificate.minimumProtocolVersion to {_CURRENT} or newer",
    rules=(ResourceRule(DISTRIBUTIONS, _check, _mend),),
    detection=(
        ConfigRule("CLOUDFRONT_SSL_POLICY_CHECK", {"securityPolicies": "TLSv1.2_2021,TLSv1.2_2025,TLSv1.3_2025"}),
        SecurityHubControl("CloudFront.15"),
    ),
    frameworks={Framework.FSBP: ("CloudFront.15",)},
    equivalents={Tool.TRIVY: ("AWS-0013",)},
    good=(
        *(
            example(name, distribution(viewerCertificate=_version(name)))
            for name in ("TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025")
        ),
        example("no certificate", distribution(viewerCertificate=None)),
        example("CloudFront's certificate", distribution(viewerCertificate={"cloudfrontDefaultCertificate": True})),
        example("of many tenants", multitenant()),
    ),
    bad=(
        *(
            example(name, distribution(viewerCertificate=_version(name)))
            for name in ("TLSv1", "TLSv1.1_2016", "TLSv1.2_2018", "TLSv1.2_2019")
        ),
        example("no version", distribution(viewerCertificate=_version(None))),
        example("an imported certificate", distribution(viewerCertificate={"iamCertificateId": "ASCAEXAMPLE"})),
        example("many tenants", multitenant(viewerCertificate=_version("TLSv1.2_2019"))),
    ),
)
