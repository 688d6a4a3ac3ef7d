"""Certificates have keys that nobody can compute."""

import base64
from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CERTIFICATE, rsa_bits

_SERVER_CERTIFICATE = "aws:iam/serverCertificate:ServerCertificate"
_DOMAIN = "aws:apigateway/domainName:DomainName"
_LEAST_BITS = 2048


def _check_algorithm(certificate: Resource) -> Iterator[str]:
    if certificate.text("keyAlgorithm") == "RSA_1024":
        yield "the key can be computed from the certificate; got keyAlgorithm RSA_1024, expected RSA_2048 or EC"


def _check_imported(certificate: Resource) -> Iterator[str]:
    bits = rsa_bits(certificate.text("certificateBody"))
    if bits is not None and bits < _LEAST_BITS:
        yield (
            f"the key can be computed from the certificate; got a certificateBody with RSA of {bits} bits, "
            f"expected at least {_LEAST_BITS}"
        )


def _der(tag: int, *contents: bytes) -> bytes:
    content = b"".join(contents)
    return bytes((tag, 0x82)) + len(content).to_bytes(2, "big") + content


def _certificate(bits: int, algorithm: str = "2a864886f70d010101") -> str:
    """A certificate of nothing but what leads to its key, which has so many bits."""
    key = _der(0x30, _der(0x02, b"\0" + (1 << bits - 1).to_bytes((bits + 7) // 8, "big")), _der(0x02, b"\1\0\1"))
    oid = bytes.fromhex(algorithm)
    public = _der(0x30, _der(0x30, bytes((0x06, len(oid))) + oid), _der(0x03, b"\0" + key))
    version, serial, rest = _der(0xA0, _der(0x02, b"\2")), _der(0x02, b"\1"), [_der(0x30)] * 4
    der = _der(0x30, _der(0x30, version, serial, *rest, public))
    return f"-----BEGIN CERTIFICATE-----\n{base64.encodebytes(der).decode()}-----END CERTIFICATE-----\n"


def _imported(body: str, type: str = CERTIFICATE) -> Given:
    return Given(type, {"certificateBody": body} | ({"domainName": "api.shop.example"} if type == _DOMAIN else {}))


CONTROL = Control(
    id="acm.key-strength",
    title="Certificates have keys that nobody can compute",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    why="Who computes the private key from a weak public one reads and changes what the certificate protects.",
    fix="use RSA with at least 2048 bits, or an elliptic curve",
    rules=(
        ResourceRule((CERTIFICATE,), _check_algorithm),
        ResourceRule((CERTIFICATE, _SERVER_CERTIFICATE, _DOMAIN), _check_imported),
    ),
    detection=(ConfigRule("ACM_CERTIFICATE_RSA_CHECK"), SecurityHubControl("ACM.2")),
    frameworks={Framework.FSBP: ("ACM.2",)},
    good=(
        example("everything omitted but the domain", Given(CERTIFICATE, {"domainName": "shop.example"})),
        example("an elliptic curve", Given(CERTIFICATE, {"keyAlgorithm": "EC_prime256v1"})),
        example("RSA of 2048 bits", Given(CERTIFICATE, {"keyAlgorithm": "RSA_2048"})),
        example("an imported one of 2048 bits", _imported(_certificate(2048))),
        example("a short key of another algorithm", _imported(_certificate(256, algorithm="2a8648ce3d0201"))),
        example("a certificate in a file that isn't there", _imported("certificates/shop.pem")),
        example("a certificate that breaks off", _imported(_certificate(1024)[:150] + "\n-----END CERTIFICATE-----\n")),
    ),
    bad=(
        example("RSA of 1024 bits", Given(CERTIFICATE, {"keyAlgorithm": "RSA_1024"})),
        example("an imported one of 1024 bits", _imported(_certificate(1024))),
        example("an imported one with a bit too few", _imported(_certificate(2047))),
        example("a server certificate", _imported(_certificate(1024), _SERVER_CERTIFICATE)),
        example("a domain of an API", _imported(_certificate(1024), _DOMAIN)),
    ),
)
