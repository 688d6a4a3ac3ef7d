"""Public hosted zones are signed."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import PRIVATE, PUBLIC, ZONE, is_public

_SIGNING = "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec"
_KEY = "aws:route53/keySigningKey:KeySigningKey"


def _check(zone: Resource, stack: Stack) -> Iterator[str]:
    if not is_public(zone, stack):
        return
    # Often the signing names the zone through the key, so that the key comes first.
    named = [zone, *stack.sidecars(zone, _KEY, by="hostedZoneId")]
    signings = [signing for item in named for signing in stack.sidecars(item, _SIGNING, by="hostedZoneId")]
    if not any(signing.text("signingStatus", default="SIGNING") == "SIGNING" for signing in signings):
        yield (
            "answers for the zone can be forged; "
            f"got {len(signings)} HostedZoneDnsSec, none of which signs, expected one with signingStatus SIGNING"
        )


def _signing(zone: object, **status: str) -> Given:
    return Given(_SIGNING, {"hostedZoneId": zone, **status}, name="signing")


_SIGNING_KEY = Given(
    _KEY,
    {
        "hostedZoneId": Ref("zone"),
        "keyManagementServiceArn": "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d",
        "name": "first",
    },
    name="key",
)

CONTROL = Control(
    id="route53.zone-signed",
    title="Public hosted zones are signed",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Without signatures a forged answer sends visitors and mail to somebody else.",
    fix="give the zone a KeySigningKey and a HostedZoneDnsSec, and publish the DS record at the parent",
    rules=(StackRule((ZONE,), _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_38",)},
    good=(
        example("signed", PUBLIC, _SIGNING_KEY, _signing(Ref("zone"), signingStatus="SIGNING")),
        example("the status is left out", PUBLIC, _signing(Ref("zone"))),
        example("the zone is named through its key", PUBLIC, _SIGNING_KEY, _signing(Ref("key"))),
        example("a private zone, which can't be signed", PRIVATE),
    ),
    bad=(
        example("everything omitted", Given(ZONE)),
        example("not signed", PUBLIC),
        example("a key without signing", PUBLIC, _SIGNING_KEY),
        example("signing is off", PUBLIC, _signing(Ref("zone"), signingStatus="NOT_SIGNING")),
        example("another zone is signed", PUBLIC, _signing("Z0A1B2C3D4E5F6")),
    ),
)
