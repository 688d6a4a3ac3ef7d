"""Whom and what the data perimeter trusts: one list, for guardrails, endpoint policies and resource policies alike."""

from collections.abc import Iterator
from ipaddress import ip_network
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field, StringConstraints

from organizations._fields import AccountId, Expected, Section, Switch
from organizations._rules import known, reads
from organizations.problems import Finding

if TYPE_CHECKING:
    from organizations.model import Organization

SMALLEST_PREFIX = {4: 8, 6: 16}
"""The widest ranges that still are somebody's network, by IP version."""


def _own_network(text: str) -> str:
    network = ip_network(text)
    if text != str(network) or not network.is_global or network.prefixlen < SMALLEST_PREFIX[network.version]:
        raise ValueError("network")
    return text


OrganizationId = Annotated[
    str,
    StringConstraints(pattern=r"^o-[a-z0-9]{10,32}$"),
    Expected("the id of an AWS organization such as o-a1b2c3d4e5", "look it up in AWS Organizations of the partner"),
]
PublicNetwork = Annotated[
    str,
    AfterValidator(_own_network),
    Expected(
        "a public IPv4 or IPv6 range that is yours, such as 8.8.8.0/24",
        "write the addresses that your traffic leaves from; a private address never reaches AWS",
    ),
]


class Perimeter(Section):
    """The one list of trusted organizations, accounts and networks, and the sides that are closed to all others.

    Source: "Building a data perimeter on AWS", AWS whitepaper.
    """

    organizations: tuple[OrganizationId, ...] = Field(
        default=(), description="Other AWS organizations whose identities and resources are trusted like the own."
    )
    accounts: tuple[AccountId, ...] = Field(
        default=(), description="AWS accounts of partners and vendors outside of these organizations that are trusted."
    )
    networks: tuple[PublicNetwork, ...] = Field(
        default=(),
        description="Public ranges that workloads are used from (offices, NAT gateways, VPNs); once there are any, "
        "data is reached from these and through the organization's own VPC endpoints only.",
    )
    inbound: Switch = Field(
        default=True,
        description="Whether resources refuse identities, and services on behalf of accounts, from outside.",
    )
    outbound: Switch = Field(
        default=True, description="Whether identities are kept from carrying data into accounts outside."
    )


@reads("perimeter", "accounts")
def _trusted_accounts_are_outside(organization: "Organization") -> Iterator[Finding]:
    own = {account.id: name for name, account in organization.accounts.items() if known(account.id) and account.id}
    trusted = organization.perimeter.accounts
    for index, id in enumerate(trusted if known(trusted) else ()):
        if known(id) and id in own:
            expected = f"an account outside the organization ({own[id]} has this id and is trusted anyway)"
            yield Finding(("perimeter", "accounts", index), id, expected, "remove it")


@reads("perimeter")
def _nothing_is_trusted_twice(organization: "Organization") -> Iterator[Finding]:
    for key in ("organizations", "accounts", "networks"):
        seen: set[str] = set()
        trusted = getattr(organization.perimeter, key)
        for index, value in enumerate(trusted if known(trusted) else ()):
            if known(value) and value in seen:
                yield Finding(("perimeter", key, index), value, "each one once", "remove the repetition")
            seen.add(value)
