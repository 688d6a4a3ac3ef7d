"""TLS certificates are kept in ACM, not in IAM."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_CERTIFICATE = "aws:iam/serverCertificate:ServerCertificate"


def _check(certificate: Resource) -> Iterator[str]:
    yield (
        "nobody renews the certificate or says that it expires; "
        f"got the server certificate {certificate.name}, expected one of AWS Certificate Manager"
    )


CONTROL = Control(
    id="iam.no-server-certificates",
    title="TLS certificates are kept in ACM, not in IAM",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="IAM keeps a certificate and its key until they have expired, and the console doesn't show them.",
    fix="request the certificate from AWS Certificate Manager, or import it there",
    rules=(ResourceRule((_CERTIFICATE,), _check),),
    frameworks={
        Framework.CIS_3_0: ("1.19",),
        Framework.CIS_5_0: ("1.18",),
        Framework.CIS_7_0: ("2.17",),
    },
    good=(
        example(
            "a certificate of ACM",
            Given("aws:acm/certificate:Certificate", {"domainName": "example.com", "validationMethod": "DNS"}),
        ),
    ),
    bad=(
        example("everything omitted", Given(_CERTIFICATE)),
        example(
            "a certificate", Given(_CERTIFICATE, {"name": "web", "certificateBody": "body", "privateKey": "no key"})
        ),
    ),
)
