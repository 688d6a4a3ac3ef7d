"""The organization file as a model: what it may say, in plain data, with defaults that are a security posture.

Nothing here reaches AWS. A value that can be judged alone is judged where it stands; what values must agree on is in
`_rules`. Every refusal says what was expected and what to do, in our words.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from organizations._fields import (
    DISAGREEMENT,
    AccountId,
    AccountName,
    Block,
    ContactName,
    ContactTitle,
    Email,
    EndpointService,
    Expected,
    Phone,
    RegionCode,
    Section,
    Slug,
    Switch,
    TagValue,
    Tier,
    UnitPath,
    Zones,
    refusal,
    setting,
    with_tier,
)
from organizations._rules import (
    ACCOUNT_NAME_LENGTH,
    ROOT,
    SHORT_NAME_LENGTH,
    SLUG,
    TAG_KEY_LENGTH,
    UNIT_NAME_LENGTH,
    disagreements,
    unit_paths,
)
from organizations.regions import REGIONS
from organizations.sections.detection import Detection
from organizations.sections.encryption import Encryption
from organizations.sections.identity import Identity
from organizations.sections.logging import Logging
from organizations.sections.notifications import Notifications
from organizations.sections.perimeter import Perimeter
from organizations.sections.policies import Policies

SCHEMA: Final = Path(__file__).with_name("schema.json")
"""The JSON Schema that editors complete and check an organization file with."""


class Contact(Section):
    """Whom AWS calls: an alternate contact of every account, best a role and a shared mailbox."""

    name: ContactName = Field(description="The name of who answers, such as Security Operations.")
    title: ContactTitle = Field(description="Their function in the company.")
    email: Email = Field(description="A mailbox that is read at all hours.")
    phone: Phone = Field(description="A number that is answered at all hours.")


class Contacts(Section):
    """The three alternate contacts that AWS knows."""

    security: Contact = Field(description="The contact for abuse reports and security events.")
    operations: Contact = Field(description="The contact for outages and maintenance.")
    billing: Contact = Field(description="The contact for invoices and payments.")


class Unit(Section):
    """An organizational unit; it takes on the guardrails of the units around it."""

    units: "Mapping[str, Unit]" = Field(
        default={},
        description="Units within this one, by name; five levels at most.",
        json_schema_extra={"propertyNames": {"minLength": 1, "maxLength": UNIT_NAME_LENGTH, "pattern": "^[^/]+$"}},
    )


class Account(Section):
    """An account of the organization; one without an id is created, one with an id is adopted."""

    email: Email = Field(description="The address of the root user, unique among all AWS accounts in the world.")
    unit: UnitPath = Field(
        description="The path of its unit, such as Workloads/Production (root for management alone)."
    )
    owner: Email = Field(description="The address of the team that answers for the account.")
    id: AccountId | None = Field(default=None, description="12 digits in quotes, of an account that exists already.")


class Foundation(Section):
    """The accounts, by name, that hold the organization together; each is one of its own."""

    management: AccountName = Field(default="management", description="Owns the organization, runs nothing else.")
    log_archive: AccountName = Field(default="log-archive", description="Keeps every log, locked.")
    security: AccountName = Field(default="security", description="Administers the security services for all.")
    network: AccountName = Field(default="network", description="Owns the transit gateway and what is shared on it.")
    shared_services: AccountName = Field(default="shared-services", description="Runs what the accounts share.")


class Network(Section):
    """A VPC with public, private and isolated subnets in each zone, apart from every other network."""

    account: AccountName = Field(description="The account that owns it.")
    region: RegionCode = Field(description="The region that it is in, one of the organization's.")
    cidr: Block = Field(description="The private range from /16 to /24 that no other network overlaps.")
    availability_zones: Zones = Field(default=2, description="Zones that it spans; the loss of one must not stop it.")
    nat: Annotated[
        Literal["none", "single", "per_zone"],
        Expected("none, single or per_zone", "write one of the three", ("none", "single", "per_zone")),
    ] = setting(
        "NAT gateways: single for the cost of one, per_zone to survive a zone, none for no way out at all.",
        "single",
        paid_by="gateway, public address and gigabyte",
    )
    interface_endpoints: tuple[EndpointService, ...] = setting(
        "AWS services reached privately; the default needs no internet to manage instances, use keys and secrets, "
        "write logs and assume roles.",
        ("ssm", "ssmmessages", "ec2messages", "kms", "logs", "secretsmanager", "sts"),
        minimal=(),
        paid_by="endpoint, zone and hour",
    )
    web_acl: Switch = setting(
        "Whether a web ACL stands before what it shows to the internet.", True, paid_by="web ACL, rule and request"
    )


class Organization(Section):
    """An AWS organization: its units, accounts, regions, networks, logs and the people to call.

    Raises pydantic's ValidationError with every value that can't be used; `loading.load` puts them in words.
    """

    version: Annotated[Literal[1], Expected("1", "write version: 1")] = Field(
        description="The version of this format, which is 1."
    )
    name: Slug = Field(description="The short name of the organization, which stack and bucket names begin with.")
    partition: Annotated[
        Literal["aws", "aws-us-gov", "aws-cn"],
        Expected("aws, aws-us-gov or aws-cn", "write one of the three", tuple(REGIONS)),
    ] = Field(default="aws", description="AWS partition that the organization lives in.")
    tier: Annotated[
        Literal["minimal", "standard", "regulated"],
        Expected("minimal, standard or regulated", "write one of the three", tuple(Tier)),
    ] = Field(
        default="standard",
        description="What is on where the file doesn't say: minimal for what nobody should run without, standard, "
        "regulated for what costs money or freedom.",
    )
    home_region: RegionCode = Field(description="The governed region of what exists once, such as the log archive.")
    regions: tuple[RegionCode, ...] = Field(description="The regions that are governed, while all others are denied.")
    contacts: Contacts = Field(description="The people that AWS calls.")
    units: Mapping[str, Unit] = Field(
        description="The organizational units by name; accounts in a unit named Suspended may do nothing.",
        json_schema_extra=Unit.model_fields["units"].json_schema_extra,
    )
    accounts: Mapping[str, Account] = Field(
        description="The accounts by name, in the order of their creation after the foundation's.",
        json_schema_extra={"propertyNames": {"pattern": f"^{SLUG}$", "maxLength": ACCOUNT_NAME_LENGTH}},
    )
    foundation: Foundation = Field(default=Foundation(), description="Which accounts hold the organization together.")
    networks: Mapping[str, Network] = Field(
        default={},
        description="VPCs by name.",
        json_schema_extra={"propertyNames": {"pattern": f"^{SLUG}$", "maxLength": SHORT_NAME_LENGTH}},
    )
    logging: Logging = Field(default=Logging(), description="What is logged, where it goes and how long it is kept.")
    encryption: Encryption = Field(default=Encryption(), description="Whose keys encrypt what is stored.")
    policies: Policies = Field(default=Policies(), description="Organization policies besides what controls bring.")
    perimeter: Perimeter = Field(default=Perimeter(), description="Whom and what the data perimeter trusts.")
    identity: Identity = Field(default=Identity(), description="Who signs in, to do what, where.")
    detection: Detection = Field(default=Detection(), description="What watches over every account and region.")
    notifications: Notifications = Field(default=Notifications(), description="Who hears of what was detected.")
    tags: Mapping[str, TagValue] = Field(
        default={},
        description="Tags on everything that can carry them.",
        json_schema_extra={"propertyNames": {"minLength": 1, "maxLength": TAG_KEY_LENGTH}},
    )

    @model_validator(mode="before")
    @classmethod
    def _filled(cls, data: Any) -> Any:
        tier = data.get("tier") if isinstance(data, Mapping) else None
        # The fields' own defaults are those of the tier standard.
        return with_tier(cls, data, tier) if tier in (Tier.MINIMAL, Tier.REGULATED) else data

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        errors = [
            InitErrorDetails(
                type=refusal(DISAGREEMENT, each.expected, each.fix, each.choices), loc=each.location, input=each.value
            )
            for each in disagreements(self)
        ]
        if errors:
            raise ValidationError.from_exception_data("Organization", errors)
        return self

    @property
    def unit_paths(self) -> tuple[str, ...]:
        """The paths of all units, parents first: `("Workloads", "Workloads/Production", ...)`."""
        return tuple("/".join(path) for path in unit_paths(self.units))

    @property
    def member_accounts(self) -> tuple[str, ...]:
        """The names of all accounts but management in the order of creation: the foundation's, then the file's."""
        names = dict.fromkeys(name for _, name in self.foundation) | dict.fromkeys(self.accounts)
        return tuple(name for name in names if name != self.foundation.management)

    def accounts_in(self, path: str) -> tuple[str, ...]:
        """Name the accounts that are directly in the unit at path, or in `"root"`.

        Raises KeyError when there is no such unit.
        """
        self.ancestors(path)
        return tuple(name for name, account in self.accounts.items() if account.unit == path)

    def account_unit(self, name: str) -> str:
        """Give the path of the unit that an account is in, `"root"` for management.

        Raises KeyError when there is no such account.
        """
        return self.accounts[name].unit

    def ancestors(self, path: str) -> tuple[str, ...]:
        """Give the paths from the root to the unit at path: `("root", "Workloads", "Workloads/Production")`.

        Raises KeyError when there is no such unit.
        """
        if path == ROOT:
            return (ROOT,)
        if path not in self.unit_paths:
            raise KeyError(path)
        names = path.split("/")
        return (ROOT, *("/".join(names[: depth + 1]) for depth in range(len(names))))


def schema() -> str:
    """Write the JSON Schema of an organization file, as `schema.json` holds it."""
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Organization.model_json_schema()}
    return json.dumps(described, indent=2) + "\n"
