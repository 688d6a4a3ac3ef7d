"""The length of a certificate's RSA key is read from any certificate, and any text can be read.

Not proved: that a certificate is good for anything else.
"""

from __future__ import annotations

import base64
import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

helpers = importlib.import_module("policy_packs.guardrails.controls.acm._helpers")
control = importlib.import_module("policy_packs.guardrails.controls.acm.key_strength")

# Self-signed for shop.example with another implementation of X.509: RSA with 1024 bits, and a curve.
RSA_1024 = """
-----BEGIN CERTIFICATE-----
MIIBojCCAQugAwIBAgIBATANBgkqhkiG9w0BAQsFADAXMRUwEwYDVQQDDAxzaG9w
LmV4YW1wbGUwHhcNMjYwMTAxMDAwMDAwWhcNMzYwMTAxMDAwMDAwWjAXMRUwEwYD
VQQDDAxzaG9wLmV4YW1wbGUwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBALme
zqpNSRSvAXUwlklyEjfQ3D9gJst4rcRvIBfpDkgEDRiqJxSa7SHs5gn3I3tqtQTo
/gyVp+S7IRG4XKfgqImhHtHaTW8Oby/nLOK6DwA7BcI1xcgNt+yIg8doTNmNNbv8
70boJsDBZ2eRphgzIO+VdW+EEFnmv/AX5BMhdbU5AgMBAAEwDQYJKoZIhvcNAQEL
BQADgYEAkRyrMUQT4XazCNBALDvsDwbvjRy5IGDIUiNOys9eoGCFlfXb7EUNn8DP
QRft3HUHuWqMEM825JvIpR7FE20ewwupf3BaKB/q9uAp+RuZW8Q7GOtsKgP6P9YL
bpF0DzfcDka+yocth2QDLWcLxNIzo27YULjgXVrEdV69MBFN3nU=
-----END CERTIFICATE-----
"""
CURVE = """
-----BEGIN CERTIFICATE-----
MIIBGjCBwaADAgECAgEBMAoGCCqGSM49BAMCMBcxFTATBgNVBAMMDHNob3AuZXhh
bXBsZTAeFw0yNjAxMDEwMDAwMDBaFw0zNjAxMDEwMDAwMDBaMBcxFTATBgNVBAMM
DHNob3AuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAk1sNEV45sx
PyLQkHOvoWnC1SoqmGTQNIoZLKT4fI90NfDEoIKE/vd/k/N64oe7551SKeK67KP7
eEseof9v4jQwCgYIKoZIzj0EAwIDSAAwRQIgf2q712WMEfyJNX9EJAZenZB0Ig9o
/RHH3Ef+jncl/6kCIQChWpOUyfRDl1m1bS601QykAxXjWPzfNqLNTqFoHdO0sg==
-----END CERTIFICATE-----
"""


_DER = base64.b64decode("".join(RSA_1024.split()[2:-2]))


def _pem(der: bytes) -> str:
    return f"-----BEGIN CERTIFICATE-----\n{base64.b64encode(der).decode()}\n-----END CERTIFICATE-----"


def test_certificates_of_another_make_are_read() -> None:
    assert helpers.rsa_bits(RSA_1024) == 1024
    assert helpers.rsa_bits(CURVE) is None


def test_the_first_of_a_chain_counts() -> None:
    assert helpers.rsa_bits(f"subject=shop.example\n{RSA_1024}\n{CURVE}") == 1024
    assert helpers.rsa_bits(f"{CURVE}\n{RSA_1024}") is None


@settings(deadline=None)
@given(bits=st.integers(512, 4096))
def test_the_length_is_that_of_the_key(bits: int) -> None:
    assert helpers.rsa_bits(control._certificate(bits)) == bits


@settings(deadline=None)
@given(data=st.binary() | st.integers(0, 400).map(lambda end: _DER[:end]))
def test_any_bytes_can_be_read(data: bytes) -> None:
    assert helpers.rsa_bits(_pem(data)) in (None, 1024)


@settings(deadline=None)
@given(place=st.integers(0, 200), value=st.integers(0, 255))
def test_a_certificate_with_a_wrong_byte_can_be_read(place: int, value: int) -> None:
    data = bytearray(_DER)
    data[place] = value
    assert isinstance(helpers.rsa_bits(_pem(bytes(data))), int | None)


@pytest.mark.parametrize("text", ["", "certificates/shop.pem", RSA_1024.replace("MIIB", "!!!!"), RSA_1024[:200]])
def test_what_is_no_certificate_has_no_key(text: str) -> None:
    assert helpers.rsa_bits(text) is None


def test_many_small_elements_take_no_longer_than_their_length() -> None:
    """Reading all of them would copy what is left once for each."""
    inner = b"\x05\x00" * 500_000
    der = b"\x30\x83" + (len(inner) + 5).to_bytes(3, "big") + b"\x30\x83" + len(inner).to_bytes(3, "big") + inner
    assert helpers.rsa_bits(_pem(der)) is None
