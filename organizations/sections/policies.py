"""Organization policies that the file decides on, besides what controls bring."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints

from organizations._fields import Expected, Section, Switch, TagValue
from organizations._rules import TAG_KEY_LENGTH, known, reads, tag_text
from organizations.problems import Finding

if TYPE_CHECKING:
    from organizations.model import Organization

# Source: AWS Organizations user guide, "Services and resource types that support enforcement".
TagEnforcement = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9-]+:([a-z0-9/-]+|\*)$"),
    Expected("a resource type such as ec2:instance or s3:*", "write the service, a colon and the type or *"),
]


class TagRule(Section):
    """What a tag's key is spelt like, and which values it may have."""

    values: tuple[TagValue, ...] = Field(default=(), description="Values that it may have; any when there are none.")
    enforced_for: tuple[TagEnforcement, ...] = Field(
        default=(),
        description="Types that AWS refuses to tag otherwise, such as ec2:instance; else it reports.",
    )


class Policies(Section):
    """The organization policies that are the organization's own choice."""

    ai_opt_out: Switch = Field(
        default=True, description="Whether AWS may not keep what its AI services are given, nor learn from it."
    )
    tags: Mapping[str, TagRule] = Field(
        default={},
        description="Tags by key, in the spelling that counts, for a tag policy on every account.",
        json_schema_extra={"propertyNames": {"minLength": 1, "maxLength": TAG_KEY_LENGTH}},
    )


@reads("policies")
def _tag_rules_are_valid(organization: "Organization") -> Iterator[Finding]:
    if not known(organization.policies.tags):
        return
    spelt: dict[str, str] = {}
    for key in organization.policies.tags:
        at = ("policies", "tags", key)
        if not 1 <= len(key) <= TAG_KEY_LENGTH or not tag_text(key) or key.casefold().startswith("aws:"):
            yield Finding(at, key, f'a key of 1 to {TAG_KEY_LENGTH} letters and digits, no "aws:"', "rename the tag")
        if (other := spelt.setdefault(key.casefold(), key)) != key:
            yield Finding(at, key, f"one spelling of each key ({other} is there already)", "remove one of the two")
