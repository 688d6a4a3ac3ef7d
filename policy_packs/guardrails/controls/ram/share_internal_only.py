"""Resources are shared inside the organization only."""

from collections.abc import Iterator

from .._model import Control, Given, Guardrail, ResourceRule, Severity, example
from .._resources import Resource

_SHARE = "aws:ram/resourceShare:ResourceShare"


def _check(share: Resource) -> Iterator[str]:
    # The provider sends false when the property is left out, unlike the API.
    if share.flag("allowExternalPrincipals"):
        yield "accounts outside the organization can be invited; got allowExternalPrincipals true, expected false"


def _mend(share: Resource) -> dict[str, bool]:
    return {"allowExternalPrincipals": False} if share.flag("allowExternalPrincipals") else {}


CONTROL = Control(
    id="ram.share-internal-only",
    title="Resources are shared inside the organization only",
    practices=("network.peering-transit", "account.organizations"),
    severity=Severity.HIGH,
    why="A shared transit gateway or subnet is a door into the network, and outside accounts follow none of its rules.",
    fix="set allowExternalPrincipals to false, or leave it out",
    rules=(ResourceRule((_SHARE,), _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyExternalShares",
            actions=("ram:CreateResourceShare", "ram:UpdateResourceShare"),
            conditions={"Bool": {"ram:RequestedAllowsExternalPrincipals": "true"}},
        ),
        # Shares of the own organization arrive without an invitation.
        Guardrail(sid="DenyInvitationsToShares", actions=("ram:AcceptResourceShareInvitation",)),
    ),
    good=(
        example("everything omitted", Given(_SHARE)),
        example("inside only", Given(_SHARE, {"name": "landing-zone-transit", "allowExternalPrincipals": False})),
    ),
    bad=(example("open to the outside", Given(_SHARE, {"name": "transit", "allowExternalPrincipals": True})),),
)
