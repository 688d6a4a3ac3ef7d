"""What the sections of an organization must agree on: names that exist, addresses that are unique, networks apart.

A rule names the sections that it reads and yields a finding for each value that disagrees with another. Rules also run
over an organization that could only partly be read: a section that is UNKNOWN skips its rules, a value is passed over.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from ipaddress import IPv4Network
from typing import TYPE_CHECKING, Final

from organizations.problems import UNKNOWN, Finding
from organizations.regions import REGIONS

if TYPE_CHECKING:
    from organizations.model import Organization, Unit

ROOT: Final = "root"
SLUG: Final = "[a-z][a-z0-9-]+"  # what every name that becomes part of a stack's or resource's name is made of
ACCOUNT_NAME_LENGTH: Final = 50  # AWS: CreateAccount
SHORT_NAME_LENGTH: Final = 31  # of organizations and networks, so that other names can begin with it
UNIT_NAME_LENGTH: Final = 128  # AWS: CreateOrganizationalUnit
UNIT_DEPTH: Final = 5  # AWS: CreateOrganizationalUnit, levels below the root that service control policies allow
TAGS: Final = 50  # AWS: tag naming limits, user tags a resource
TAG_KEY_LENGTH: Final = 128  # AWS: tag naming limits
TAG_PUNCTUATION: Final = " _.:/=+-@"  # AWS: tag naming limits, besides letters and digits
SMALLEST_SUBNET: Final = 27  # AWS: Application Load Balancers, smallest subnet for one
TIERS: Final = 3  # public, private and isolated subnets in each zone

# Guardrails of these units suit workloads and experiments, not the accounts that hold the organization together.
TENANT_UNITS: Final = frozenset({"workloads", "sandbox", "suspended"})

_ADD_UNIT: Final = "add it under units, or name one that is there"

Rule = Callable[["Organization"], Iterator[Finding]]
_RULES: Final[list[tuple[tuple[str, ...], Rule]]] = []


def disagreements(organization: "Organization") -> Iterator[Finding]:
    """Yield every value of an organization that disagrees with another; values may be UNKNOWN."""
    for sections, rule in _RULES:
        if known(*(getattr(organization, section) for section in sections)):
            yield from rule(organization)


def unit_paths(units: "Mapping[str, Unit]", above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the names that lead to each unit, parents first: `("Workloads",)`, `("Workloads", "Production")`."""
    for name, unit in units.items():
        yield (*above, name)
        yield from unit_paths(unit.units, (*above, name))


def tag_text(text: str) -> bool:
    """Say whether AWS takes text in the key or value of a tag."""
    return all(each.isalnum() or each in TAG_PUNCTUATION for each in text)


def reads(*sections: str) -> Callable[[Rule], Rule]:
    """Register a rule by the sections that it reads, which are all known when it runs."""

    def register(rule: Rule) -> Rule:
        _RULES.append((sections, rule))
        return rule

    return register


def known(*values: object) -> bool:
    """Say whether every value could be read."""
    return all(value is not UNKNOWN for value in values)


@reads("partition", "regions")
def _regions_exist(organization: "Organization") -> Iterator[Finding]:
    partition = organization.partition
    seen = set()
    for index, region in enumerate(organization.regions):
        if not known(region):
            continue
        if region not in REGIONS[partition]:
            fix = "choose one of its regions, or another partition"
            yield Finding(("regions", index), region, f"a region of the partition {partition}", fix)
        elif region in seen:
            yield Finding(("regions", index), region, "each region once", "remove the repetition")
        seen.add(region)


@reads("home_region", "regions")
def _home_region_is_governed(organization: "Organization") -> Iterator[Finding]:
    home, regions = organization.home_region, organization.regions
    if known(*regions) and home not in regions:
        yield Finding(("home_region",), home, "one of regions", "add it to regions, or choose one of them")


@reads("units")
def _units_fit(organization: "Organization") -> Iterator[Finding]:
    for path in unit_paths(organization.units):
        name = path[-1]
        location = tuple(part for each in path for part in ("units", each))
        if not 1 <= len(name) <= UNIT_NAME_LENGTH or "/" in name or name != name.strip() or not name.isprintable():
            expected = f'a name of 1 to {UNIT_NAME_LENGTH} characters, without "/" in it or space around it'
            yield Finding(location, name, expected, "rename the unit")
        if path == (ROOT,):
            yield Finding(location, name, "another name (root stands above all units)", "rename the unit")
        if len(path) == UNIT_DEPTH + 1:
            yield Finding(location, name, f"at most {UNIT_DEPTH} levels of units", "move the unit up")


@reads("accounts")
def _accounts_are_named(organization: "Organization") -> Iterator[Finding]:
    yield from _misnamed("accounts", organization.accounts, ACCOUNT_NAME_LENGTH)


@reads("networks")
def _networks_are_named(organization: "Organization") -> Iterator[Finding]:
    yield from _misnamed("networks", organization.networks, SHORT_NAME_LENGTH)


def _misnamed(section: str, names: Iterable[str], longest: int) -> Iterator[Finding]:
    for name in names:
        if not re.fullmatch(SLUG, name) or len(name) > longest:
            expected = f"2 to {longest} lower-case letters, digits and hyphens, a letter first"
            yield Finding((section, name), name, expected, "rename it here and wherever it is used")


@reads("accounts", "units", "foundation")
def _accounts_are_in_units(organization: "Organization") -> Iterator[Finding]:
    management = organization.foundation.management
    paths = ["/".join(path) for path in unit_paths(organization.units)]
    existing = frozenset(paths)
    for name, account in organization.accounts.items():
        if name in existing:
            # Guardrails are attached to units and to accounts, by their names.
            yield Finding(("accounts", name), name, "a name that no unit has", "rename the account or the unit")
        at, unit = ("accounts", name, "unit"), account.unit
        if not known(unit, management):
            continue
        if name == management:
            if unit != ROOT:
                yield Finding(at, unit, "root for the management account (guardrails never reach it)", "write root")
        elif unit == ROOT:
            yield Finding(at, unit, "a unit (only the management account is at the root)", "name a unit", paths)
        elif unit not in existing:
            yield Finding(at, unit, 'the path of a unit under units, such as "Workloads/Production"', _ADD_UNIT, paths)


@reads("accounts")
def _addresses_are_unique(organization: "Organization") -> Iterator[Finding]:
    emails = {name: account.email for name, account in organization.accounts.items()}
    yield from _repeated(emails, "email", "an address that no other account has", "give the account its own address")


@reads("accounts")
def _ids_are_unique(organization: "Organization") -> Iterator[Finding]:
    ids = {name: account.id for name, account in organization.accounts.items() if account.id is not None}
    yield from _repeated(ids, "id", "an id that no other account has", "look the id up again")


def _repeated(values: Mapping[str, str], field: str, expected: str, fix: str) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for name, value in values.items():
        if not known(value):
            continue
        owner = owners.setdefault(value.casefold(), name)
        if owner != name:
            yield Finding(("accounts", name, field), value, f"{expected} ({owner} has it)", fix)


@reads("accounts", "foundation")
def _management_account_is_adopted(organization: "Organization") -> Iterator[Finding]:
    management = organization.foundation.management
    account = organization.accounts.get(management)
    if account and account.id is None:
        at = ("accounts", management, "id")
        yield Finding(at, None, "the id of the management account, which exists already", "add its 12 digits in quotes")


@reads("accounts", "foundation")
def _foundation_exists(organization: "Organization") -> Iterator[Finding]:
    roles: dict[str, str] = {}
    names = tuple(organization.accounts)
    for role, name in organization.foundation:
        if not known(name):
            continue
        if name not in organization.accounts:
            fix = f"add it under accounts, or name the account that is the {role} account"
            yield Finding(("foundation", role), name, "the name of an account under accounts", fix, names)
        other = roles.setdefault(name, role)
        if other != role:
            expected = f"an account of its own (it is the {other} account too)"
            yield Finding(("foundation", role), name, expected, "separate the two")


@reads("accounts", "foundation")
def _foundation_stands_apart(organization: "Organization") -> Iterator[Finding]:
    foundation = {name for _, name in organization.foundation if known(name)}
    for name, account in organization.accounts.items():
        if name in foundation and known(account.unit) and account.unit.split("/")[0].casefold() in TENANT_UNITS:
            expected = "a unit apart from workloads, sandboxes and suspended accounts"
            fix = 'move it to a unit such as "Security" or "Infrastructure"'
            yield Finding(("accounts", name, "unit"), account.unit, expected, fix)


@reads("accounts", "foundation", "networks")
def _networks_have_accounts(organization: "Organization") -> Iterator[Finding]:
    names = tuple(organization.accounts)
    for name, network in organization.networks.items():
        at, account = ("networks", name, "account"), network.account
        if not known(account):
            continue
        if account not in organization.accounts:
            yield Finding(at, account, "the name of an account under accounts", "add the account", names)
        elif account == organization.foundation.management:
            expected = "a member account (guardrails never reach the management account)"
            yield Finding(at, account, expected, "move the network to a member account")


@reads("networks", "regions")
def _networks_have_regions(organization: "Organization") -> Iterator[Finding]:
    regions = frozenset(organization.regions)
    if UNKNOWN in regions:
        return
    for name, network in organization.networks.items():
        if known(network.region) and network.region not in regions:
            at, fix = ("networks", name, "region"), "add it to regions, or choose one of them"
            yield Finding(at, network.region, "one of regions", fix)


@reads("networks")
def _networks_hold_their_subnets(organization: "Organization") -> Iterator[Finding]:
    for name, network in organization.networks.items():
        if not known(network.cidr, network.availability_zones):
            continue
        zones = network.availability_zones
        longest = SMALLEST_SUBNET - (TIERS * zones - 1).bit_length()
        if IPv4Network(network.cidr).prefixlen > longest:
            at, expected = (
                ("networks", name, "cidr"),
                f"room for {TIERS} subnets of /{SMALLEST_SUBNET} in {zones} zones",
            )
            yield Finding(at, network.cidr, expected, f"use /{longest} or larger, or fewer zones")


@reads("networks")
def _networks_are_apart(organization: "Organization") -> Iterator[Finding]:
    blocks = sorted((IPv4Network(each.cidr), name) for name, each in organization.networks.items() if known(each.cidr))
    around: list[tuple[IPv4Network, str]] = []
    for block, name in blocks:
        # Sorted blocks either lie in the blocks before them or behind: only those that reach this far overlap.
        while around and around[-1][0].broadcast_address < block.network_address:
            around.pop()
        if around:
            others = " and ".join(f"{other} ({outer})" for outer, other in around[:3])
            at, expected = ("networks", name, "cidr"), f"addresses that no other network has; {others} overlaps"
            yield Finding(at, str(block), expected, "choose a free range")
        around.append((block, name))


@reads("tags")
def _tags_are_valid(organization: "Organization") -> Iterator[Finding]:
    if len(organization.tags) > TAGS:
        yield Finding(("tags",), organization.tags, f"at most {TAGS} tags", "remove some")
    for key in organization.tags:
        if not 1 <= len(key) <= TAG_KEY_LENGTH or not tag_text(key) or key.casefold().startswith("aws:"):
            expected = f'a key of 1 to {TAG_KEY_LENGTH} letters, digits, spaces or {TAG_PUNCTUATION.strip()}, no "aws:"'
            yield Finding(("tags", key), key, expected, "rename the tag")
