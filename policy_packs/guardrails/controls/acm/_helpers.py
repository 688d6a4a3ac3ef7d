"""The type of ACM's certificates, and the strength of the keys of certificates in PEM.

Only as much of DER is read as leads to the public key. Source: RFC 5280, section 4.1.
"""

import base64
import re
from collections.abc import Iterator
from itertools import islice

CERTIFICATE = "aws:acm/certificate:Certificate"

_PEM = re.compile(r"-----BEGIN CERTIFICATE-----([A-Za-z\d+/=\s]+)-----END CERTIFICATE-----")
_VERSION = 0xA0
_RSA = bytes.fromhex("06092a864886f70d010101")
_KEY = 5  # serial number, signature, issuer, validity and subject stand before it


def rsa_bits(pem: str) -> int | None:
    """The length of the first certificate's RSA key; None when it has another key, or can't be read."""
    found = _PEM.search(pem)
    if found is None:
        return None
    try:
        return _rsa_bits(base64.b64decode(found[1]))
    except (IndexError, StopIteration, ValueError):
        return None


def _rsa_bits(certificate: bytes) -> int | None:
    _, outer = next(_elements(certificate))
    _, inner = next(_elements(outer))
    fields = [content for tag, content in islice(_elements(inner), _KEY + 2) if tag != _VERSION]
    (_, algorithm), (_, key) = islice(_elements(fields[_KEY]), 2)
    if not algorithm.startswith(_RSA):
        return None
    _, numbers = next(_elements(key[1:]))  # A bit string says first how many bits of its last byte are unused.
    _, modulus = next(_elements(numbers))
    return int.from_bytes(modulus, "big").bit_length()


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The elements of DER that follow each other: tag and content."""
    while data:
        tag, length, start = data[0], data[1], 2
        if length & 0x80:
            start += length & 0x7F
            length = int.from_bytes(data[2:start], "big")
        if start + length > len(data):
            raise ValueError("an element is longer than what is left")
        yield tag, data[start : start + length]
        data = data[start + length :]
