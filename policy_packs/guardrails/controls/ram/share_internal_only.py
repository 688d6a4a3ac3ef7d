"""Resources are shared inside the organization only."""

import re
from collections.abc import Iterator

from .._model import Control, Given, Guardrail, Parameter, ResourceRule, Severity, example
from .._properties import each
from .._resources import Resource

_SHARE = "aws:ram/resourceShare:ResourceShare"
_PRINCIPALS = {
    "aws:ram/principalAssociation:PrincipalAssociation": "principal",
    "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive": "principals",
}
_ACCOUNT = re.compile(r"(?:arn:[^:]*:iam::)?(\d{12})(?::.*)?")
_ORGANIZATION = re.compile(r"arn:[^:]*:organizations::\d{12}:[a-z]+/(o-[a-z0-9]+)(?:/.*)?")


def _check(share: Resource) -> Iterator[str]:
    # The provider sends false when the property is left out, unlike the API.
    if share.flag("allowExternalPrincipals"):
        yield "accounts outside the organization can be invited; got allowExternalPrincipals true, expected false"


def _mend(share: Resource) -> dict[str, bool]:
    return {"allowExternalPrincipals": False} if share.flag("allowExternalPrincipals") else {}


def _check_principals(association: Resource) -> Iterator[str]:
    name = _PRINCIPALS[association.type]
    trusted: list[str] = association.parameters["trustedAccounts"]
    ours: str = association.parameters["organizationId"]

    def check(principal: str) -> Iterator[str]:
        organization = _ORGANIZATION.fullmatch(principal)
        account = _ACCOUNT.fullmatch(principal)
        if organization and ours and organization[1] != ours:
            yield f"another organization gets at it; got {name} {principal}, expected one of {ours}"
        if account and trusted and account[1] not in trusted:
            yield f"a stranger gets at it; got {name} {principal}, expected one of {', '.join(trusted)}"

    yield from each(association.texts(name), check)


_ASSOCIATION, _EXCLUSIVE = _PRINCIPALS
_FRIEND, _STRANGER = "111122223333", "444455556666"
_OURS, _OTHERS = "o-a1b2c3d4e5", "o-z9y8x7w6v5"
_KNOWN = {"trustedAccounts": [_FRIEND], "organizationId": _OURS}


def _unit(organization: str) -> str:
    return f"arn:aws:organizations::{_FRIEND}:ou/{organization}/ou-a1b2-c3d4e5f6"


def _to(principal: str, type: str = _ASSOCIATION) -> Given:
    name = _PRINCIPALS[type]
    return Given(type, {name: principal if name == "principal" else [_unit(_OURS), principal]})


CONTROL = Control(
    id="ram.share-internal-only",
    title="Resources are shared inside the organization only",
    practices=("network.peering-transit", "account.organizations"),
    severity=Severity.HIGH,
    why="A shared transit gateway or subnet is a door into the network, and outside accounts follow none of its rules.",
    fix="share with the organization, its units and accounts only, and leave allowExternalPrincipals out",
    rules=(ResourceRule((_SHARE,), _check, _mend), ResourceRule(tuple(_PRINCIPALS), _check_principals)),
    guardrails=(
        Guardrail(
            sid="DenyExternalShares",
            actions=("ram:CreateResourceShare", "ram:UpdateResourceShare"),
            conditions={"Bool": {"ram:RequestedAllowsExternalPrincipals": "true"}},
        ),
        # Shares of the own organization arrive without an invitation.
        Guardrail(sid="DenyInvitationsToShares", actions=("ram:AcceptResourceShareInvitation",)),
    ),
    parameters={
        "trustedAccounts": Parameter((), {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{12}$"}}),
        "organizationId": Parameter("", {"type": "string", "pattern": "^(o-[a-z0-9]{10,32})?$"}),
    },
    good=(
        example("everything omitted", Given(_SHARE)),
        example("inside only", Given(_SHARE, {"name": "landing-zone-transit", "allowExternalPrincipals": False})),
        *(example(f"everything omitted: {type}", Given(type), **_KNOWN) for type in _PRINCIPALS),
        *(
            example(f"{what}: {type}", _to(principal, type), **_KNOWN)
            for type in _PRINCIPALS
            for what, principal in (("a trusted account", _FRIEND), ("a unit", _unit(_OURS)), ("a service", "a.b"))
        ),
        example("nobody is known, so no account is strange", _to(_STRANGER)),
        example("nobody is known, so no organization is strange", _to(_unit(_OTHERS))),
    ),
    bad=(
        example("open to the outside", Given(_SHARE, {"name": "transit", "allowExternalPrincipals": True})),
        *(
            example(f"{what}: {type}", _to(principal, type), **_KNOWN)
            for type in _PRINCIPALS
            for what, principal in (
                ("a strange account", _STRANGER),
                ("a strange account's role", f"arn:aws:iam::{_STRANGER}:role/reader"),
                ("another organization", f"arn:aws:organizations::{_STRANGER}:organization/{_OTHERS}"),
                ("a unit of another organization", _unit(_OTHERS)),
            )
        ),
    ),
)
