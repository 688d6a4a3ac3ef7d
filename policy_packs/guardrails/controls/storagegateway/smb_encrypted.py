"""File gateways speak SMB with encryption only."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_GATEWAY = "aws:storagegateway/gateway:Gateway"
_WITH_SMB = ("FILE_FSX_SMB", "FILE_S3")
_ENCRYPTED = ("MandatoryEncryption", "MandatoryEncryptionNoAes128")


def _is_open(gateway: Resource) -> bool:
    return (
        gateway.text("gatewayType") in _WITH_SMB
        and gateway.text("smbSecurityStrategy", default="MandatorySigning") not in _ENCRYPTED
    )


def _check(gateway: Resource) -> Iterator[str]:
    if _is_open(gateway):
        strategy = gateway.text("smbSecurityStrategy", default="missing")
        yield f"files cross the network in the clear; got smbSecurityStrategy {strategy}, expected {_ENCRYPTED[0]}"


def _mend(gateway: Resource) -> dict[str, str]:
    return {"smbSecurityStrategy": _ENCRYPTED[0]} if _is_open(gateway) else {}


def _given(type: str, **strategy: str) -> Given:
    basics = {"gatewayName": "files", "gatewayTimezone": "GMT", "gatewayType": type}
    return Given(_GATEWAY, basics | ({"smbSecurityStrategy": strategy["strategy"]} if strategy else {}))


CONTROL = Control(
    id="storagegateway.smb-encrypted",
    title="File gateways speak SMB with encryption only",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    why="A client decides otherwise how files cross the network, and old ones ask for no encryption.",
    fix="set smbSecurityStrategy to MandatoryEncryption",
    rules=(ResourceRule((_GATEWAY,), _check, _mend),),
    good=(
        *(
            example(f"{strategy}, {type}", _given(type, strategy=strategy))
            for strategy in _ENCRYPTED
            for type in _WITH_SMB
        ),
        example("a gateway for volumes", _given("CACHED")),
        example("everything omitted", Given(_GATEWAY)),
    ),
    bad=(
        *(example(f"omitted, {type}", _given(type)) for type in _WITH_SMB),
        example("only signed", _given("FILE_S3", strategy="MandatorySigning")),
        example("as the client likes", _given("FILE_S3", strategy="ClientSpecified")),
    ),
)
