"""Dedicated connections that can encrypt do.

Source: Direct Connect user guide, "MAC Security": dedicated connections of 10 Gbps and more.
"""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_CONNECTION = "aws:directconnect/connection:Connection"
_CAPABLE = ("10Gbps", "100Gbps", "400Gbps")


def _check(connection: Resource) -> Iterator[str]:
    if connection.text("bandwidth") not in _CAPABLE:
        return
    if not connection.flag("requestMacsec"):
        yield "the line can't encrypt; got requestMacsec false, expected true"
    if connection.text("encryptionMode") == "no_encrypt":
        yield "what crosses the line can be read; got encryptionMode no_encrypt, expected must_encrypt"


def _connection(**more: object) -> Given:
    return Given(_CONNECTION, {"location": "EqDA2", "bandwidth": "10Gbps"} | more)


CONTROL = Control(
    id="directconnect.connection-encrypted",
    title="Dedicated connections that can encrypt do",
    practices=("data.in-transit", "network.peering-transit"),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="A leased line crosses buildings of others, where whoever reaches the fibre reads all that isn't encrypted.",
    fix="order the connection with requestMacsec and set encryptionMode to must_encrypt",
    rules=(ResourceRule((_CONNECTION,), _check),),
    good=(
        example("encrypted", _connection(requestMacsec=True, encryptionMode="must_encrypt")),
        example("the mode is left to AWS", _connection(requestMacsec=True)),
        example("too slow for it", _connection(bandwidth="1Gbps")),
    ),
    bad=(
        *(
            example(f"everything omitted but what is required, {bandwidth}", _connection(bandwidth=bandwidth))
            for bandwidth in _CAPABLE
        ),
        example("not asked for", _connection(requestMacsec=False, encryptionMode="must_encrypt")),
        example("able, but off", _connection(requestMacsec=True, encryptionMode="no_encrypt")),
    ),
)
