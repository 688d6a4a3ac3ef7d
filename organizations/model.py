"""The organization file as a model: what it may say, in plain data, with defaults that are a security posture.

Nothing here reaches AWS. A value that can be judged alone is judged where it stands; what values must agree on is in
`_rules`. Every refusal says what was expected and what to do, in our words.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from organizations._rules import (
    ACCOUNT_NAME_LENGTH,
    ROOT,
    SHORT_NAME_LENGTH,
    SLUG,
    TAG_KEY_LENGTH,
    UNIT_NAME_LENGTH,
    disagreements,
    tag_text,
    unit_paths,
)
from organizations.regions import REGIONS

SCHEMA: Final = Path(__file__).with_name("schema.json")
"""The JSON Schema that editors complete and check an organization file with."""

REFUSAL: Final = "refusal"
"""Type of the error for a value that is wrong in itself."""
DISAGREEMENT: Final = "disagreement"
"""Type of the error for a value that disagrees with another."""


@dataclass(frozen=True)
class Expected:
    """Says what a value should have been and what to do about one that is not; takes exactly its own type.

    The last annotation of a plain value: whatever the annotations before it refuse is refused in these words. `choices`
    are the values that a misspelt one may have meant.
    """

    what: str
    fix: str
    choices: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Wrap the schema of the value: the type first, since pydantic would take true for 1."""
        types = {type(each) for each in get_args(source)} if get_origin(source) is Literal else {source}

        def judge(value: object, validate: ValidatorFunctionWrapHandler) -> object:
            fix = self.fix
            try:
                if type(value) in types:
                    return validate(value)
                if source is str and type(value) is int and validate(str(value)):
                    fix = f'write it in quotes: "{value}"'
            except ValidationError:
                pass
            raise _error(REFUSAL, self.what, fix, self.choices)

        return core_schema.no_info_wrap_validator_function(judge, handler(source))


def _error(
    kind: Literal["refusal", "disagreement"], expected: str, fix: str, choices: Sequence[str]
) -> PydanticCustomError:
    said = {"expected": expected, "fix": fix, "choices": choices}
    return PydanticCustomError(kind, "expected {expected}; {fix}", said)


def _tag_value(text: str) -> str:
    if not tag_text(text):
        raise ValueError("tag")
    return text


def _known_region(text: str) -> str:
    if text not in _REGIONS:
        raise ValueError("region")
    return text


def _private_block(text: str) -> str:
    block = IPv4Network(text)
    if text != str(block) or not 16 <= block.prefixlen <= 24 or not any(map(block.subnet_of, _PRIVATE)):
        raise ValueError("block")
    return text


_REGIONS: Final = tuple(sorted(chain(*REGIONS.values())))
# RFC 1918; the prefix lengths leave room for other networks (16) and for subnets (24).
_PRIVATE: Final = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))

Slug = Annotated[
    str,
    StringConstraints(pattern=f"^{SLUG}$", max_length=SHORT_NAME_LENGTH),
    Expected(f"2 to {SHORT_NAME_LENGTH} lower-case letters, digits and hyphens, a letter first", "rename it"),
]
AccountName = Annotated[
    str, Expected("the name of an account under accounts", "write the name as it stands under accounts")
]
UnitPath = Annotated[
    str, Expected('the path of a unit such as "Workloads/Production"', "write the names of the units with / between")
]
RegionCode = Annotated[
    str,
    Field(json_schema_extra={"enum": list(_REGIONS)}),
    AfterValidator(_known_region),
    Expected("the code of a region such as eu-west-1", "write the code of a region", _REGIONS),
]
# What both CreateAccount and PutAlternateContact take.
Email = Annotated[
    str,
    StringConstraints(
        min_length=6,
        max_length=64,
        pattern=r"^[A-Za-z0-9_+=#!-][A-Za-z0-9_+=.#!-]*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]+$",
    ),
    Expected("an email address of 6 to 64 characters with one @", "write an address such as team@example.com"),
]
AccountId = Annotated[
    str,
    StringConstraints(pattern="^[0-9]{12}$"),
    Expected("the 12 digits of an account id in quotes", 'write them as in "111122223333"'),
]
# AWS: PutAlternateContact, for this and the next two.
ContactName = Annotated[
    str,
    StringConstraints(min_length=1, max_length=64),
    Expected("a name of 1 to 64 characters", "write who answers, best a role"),
]
ContactTitle = Annotated[
    str, StringConstraints(min_length=1, max_length=50), Expected("a title of 1 to 50 characters", "write a title")
]
Phone = Annotated[
    str,
    StringConstraints(pattern=r"^\+?[0-9][0-9 ()-]{0,23}$"),
    Expected("a phone number of at most 25 characters", 'write one such as "+1-206-555-0100"'),
]
Block = Annotated[
    str,
    AfterValidator(_private_block),
    Expected(
        "a private IPv4 range from /16 to /24, by its first address, such as 10.0.0.0/20",
        "choose one in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
    ),
]
Zones = Annotated[int, Field(ge=2, le=3), Expected("2 or 3", "write 2, or 3 to lose less with a zone")]
EndpointService = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9.-]*$"),
    Expected("the last part of an endpoint service's name, such as kms or ecr.api", "write the name of a service"),
]
Switch = Annotated[bool, Expected("true or false", "write true or false without quotes")]
# S3 Object Lock takes up to 100 years.
Days = Annotated[int, Field(ge=1, le=36500), Expected("a number of days from 1 to 36500", "write whole days")]
# AWS: PutRetentionPolicy.
RetentionDays = Annotated[
    Literal[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
    Expected("a number of days that CloudWatch Logs knows", "write 90, 180, 365, 400, 545, 731, 1827 or 3653"),
]
TagValue = Annotated[
    str,
    StringConstraints(max_length=256),
    AfterValidator(_tag_value),
    Expected("text of at most 256 letters, digits, spaces or _.:/=+-@", "write the value as text, in quotes"),
]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Contact(_Section):
    """Whom AWS calls: an alternate contact of every account, best a role and a shared mailbox."""

    name: ContactName = Field(description="The name of who answers, such as Security Operations.")
    title: ContactTitle = Field(description="Their function in the company.")
    email: Email = Field(description="A mailbox that is read at all hours.")
    phone: Phone = Field(description="A number that is answered at all hours.")


class Contacts(_Section):
    """The three alternate contacts that AWS knows."""

    security: Contact = Field(description="The contact for abuse reports and security events.")
    operations: Contact = Field(description="The contact for outages and maintenance.")
    billing: Contact = Field(description="The contact for invoices and payments.")


class Unit(_Section):
    """An organizational unit; it takes on the guardrails of the units around it."""

    units: "Mapping[str, Unit]" = Field(
        default={},
        description="Units within this one, by name; five levels at most.",
        json_schema_extra={"propertyNames": {"minLength": 1, "maxLength": UNIT_NAME_LENGTH, "pattern": "^[^/]+$"}},
    )


class Account(_Section):
    """An account of the organization; one without an id is created, one with an id is adopted."""

    email: Email = Field(description="The address of the root user, unique among all AWS accounts in the world.")
    unit: UnitPath = Field(
        description="The path of its unit, such as Workloads/Production (root for management alone)."
    )
    owner: Email = Field(description="The address of the team that answers for the account.")
    id: AccountId | None = Field(default=None, description="12 digits in quotes, of an account that exists already.")


class Foundation(_Section):
    """The accounts, by name, that hold the organization together; each is one of its own."""

    management: AccountName = Field(default="management", description="Owns the organization, runs nothing else.")
    log_archive: AccountName = Field(default="log-archive", description="Keeps every log, locked.")
    security: AccountName = Field(default="security", description="Administers the security services for all.")
    network: AccountName = Field(default="network", description="Owns the transit gateway and what is shared on it.")
    shared_services: AccountName = Field(default="shared-services", description="Runs what the accounts share.")


class Network(_Section):
    """A VPC with public, private and isolated subnets in each zone, apart from every other network."""

    account: AccountName = Field(description="The account that owns it.")
    region: RegionCode = Field(description="The region that it is in, one of the organization's.")
    cidr: Block = Field(description="The private range from /16 to /24 that no other network overlaps.")
    availability_zones: Zones = Field(default=2, description="Zones that it spans; the loss of one must not stop it.")
    nat: Annotated[
        Literal["none", "single", "per_zone"],
        Expected("none, single or per_zone", "write one of the three", ("none", "single", "per_zone")),
    ] = Field(
        default="single",
        description="NAT gateways: single for the cost of one, per_zone to survive a zone, none for no way out at all.",
    )
    interface_endpoints: tuple[EndpointService, ...] = Field(
        default=("ssm", "ssmmessages", "ec2messages", "kms", "logs", "secretsmanager", "sts"),
        description="AWS services reached privately, each billed by zone and hour; the default needs no internet to "
        "manage instances, use keys and secrets, write logs and assume roles.",
    )
    web_acl: Switch = Field(default=True, description="Whether a web ACL stands before what it shows to the internet.")


class ObjectLock(_Section):
    """How the log archive is kept from deletion."""

    mode: Annotated[
        Literal["GOVERNANCE", "COMPLIANCE"],
        Expected("GOVERNANCE or COMPLIANCE", "write one of the two", ("GOVERNANCE", "COMPLIANCE")),
    ] = Field(
        default="GOVERNANCE",
        description="GOVERNANCE yields to a named permission; COMPLIANCE yields to nobody until the days are over.",
    )
    days: Days = Field(default=365, description="Days that a log object is locked for.")
    acknowledge_irreversible: Switch = Field(
        default=False, description="Must be true for COMPLIANCE: neither you nor AWS can undo it."
    )


class Logging(_Section):
    """How long logs are kept; the defaults are a year at hand and seven years in the archive."""

    retention_days: RetentionDays = Field(default=365, description="Days in CloudWatch Logs, for searching.")
    archive_days: Days = Field(default=2555, description="Days in the archive in all; not less than the lock's.")
    object_lock: ObjectLock = Field(default=ObjectLock(), description="How the archive is kept from deletion.")


class Organization(_Section):
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
    logging: Logging = Field(default=Logging(), description="How long logs are kept.")
    tags: Mapping[str, TagValue] = Field(
        default={},
        description="Tags on everything that can carry them.",
        json_schema_extra={"propertyNames": {"minLength": 1, "maxLength": TAG_KEY_LENGTH}},
    )

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        errors = [
            InitErrorDetails(
                type=_error(DISAGREEMENT, each.expected, each.fix, each.choices), loc=each.location, input=each.value
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
