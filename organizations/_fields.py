"""What the sections of an organization file are made of: values that say what was expected, and defaults by tier.

Nothing here reaches AWS. Every refusal says what was expected and what to do, in our words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Network
from itertools import chain
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from organizations._rules import SHORT_NAME_LENGTH, SLUG, tag_text
from organizations.regions import REGIONS

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
            raise refusal(REFUSAL, self.what, fix, self.choices)

        return core_schema.no_info_wrap_validator_function(judge, handler(source))


def refusal(
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


class Section(BaseModel):
    """A mapping of the file whose keys are all known."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Tier(StrEnum):
    """The posture that settings which are left out take, and what it costs."""

    MINIMAL = "minimal"  # what nobody should run without
    STANDARD = "standard"  # what a platform team asks of everybody
    REGULATED = "regulated"  # what costs money or freedom, for those who must


_TIERS: Final = "x-tiers"


def setting(
    description: str,
    default: Any,
    *,
    minimal: Any = None,
    regulated: Any = None,
    paid_by: str = "",
    irreversible: str = "",
) -> Any:
    """A key whose default depends on the tier: `default` in standard, the others where they are given.

    paid_by: what its price grows with, such as "key and month"; irreversible: what can't be undone, in a few words.
    Both are said in the schema, where an editor shows them.
    """
    tiers = {
        tier.value: default if value is None else value
        for tier, value in ((Tier.MINIMAL, minimal), (Tier.STANDARD, None), (Tier.REGULATED, regulated))
    }
    said = [description]
    extra: dict[str, Any] = {}
    if paid_by:
        said.append(f"Paid by {paid_by}.")
        extra["x-paid-by"] = paid_by
    if irreversible:
        said.append(f"Irreversible: {irreversible}.")
        extra["x-irreversible"] = irreversible
    if len({repr(value) for value in tiers.values()}) > 1:
        extra[_TIERS] = tiers
    return Field(default=default, description=" ".join(said), json_schema_extra=extra or None)


def with_tier(kind: Any, data: Any, tier: str) -> Any:
    """The data of a section with the tier's value for every key that is left out; what is no mapping stays as it is."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Mapping and isinstance(data, Mapping):
        return {name: with_tier(parts[1], value, tier) for name, value in data.items()}
    if origin is tuple and isinstance(data, list | tuple):
        return [with_tier(parts[0], value, tier) for value in data]
    if not (isinstance(kind, type) and issubclass(kind, Section) and isinstance(data, Mapping)):
        return data
    filled = dict(data)
    for name, field in kind.model_fields.items():
        extra = field.json_schema_extra
        if name in filled:
            filled[name] = with_tier(field.annotation, filled[name], tier)
        elif isinstance(extra, Mapping) and isinstance(tiers := extra.get(_TIERS), Mapping):
            filled[name] = tiers[tier]
        elif isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            filled[name] = with_tier(field.annotation, {}, tier)
    return filled
