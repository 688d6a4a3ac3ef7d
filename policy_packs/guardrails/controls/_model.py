"""The control: one requirement, each of its facts held once.

Everything else (the policy pack, the guardrail documents, the conformance packs, the reference pages) is a
projection of these objects. The fields are frozen by an architecture decision record; see docs/adr.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ._frameworks import Framework, Tool
from ._resources import Resource, Stack

# A rule with this type judges every resource, whatever its provider.
ANY_TYPE = "*"


class Severity(StrEnum):
    """How bad a violation is, as the field rates it; critical and high ones are mandatory by default."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Tier(StrEnum):
    """The smallest posture that a control belongs to; a larger one contains the smaller."""

    MINIMAL = "minimal"  # what nobody should run without
    STANDARD = "standard"  # what a platform team asks of everybody
    REGULATED = "regulated"  # what costs money or freedom, for those who must


@dataclass(frozen=True)
class ResourceRule:
    """Judges one resource before it is created or changed.

    types: the type tokens that it judges, or (ANY_TYPE,).
    check: yields one message a violation: what is wrong; got what, expected what.
    mend: the properties to set so that the check passes (dotted paths from the root to values), where that is
        safe: exact, and without replacing the resource. Empty when there is nothing to mend.
    """

    types: tuple[str, ...]
    check: Callable[[Resource], Iterator[str]]
    mend: Callable[[Resource], Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class StackRule:
    """Judges each resource of the types in the light of the whole stack, after all were planned."""

    types: tuple[str, ...]
    check: Callable[[Resource, Stack], Iterator[str]]


class PolicyType(StrEnum):
    """The organization policies that a guardrail can be a statement of, in AWS's spelling."""

    SERVICE_CONTROL = "SERVICE_CONTROL_POLICY"
    RESOURCE_CONTROL = "RESOURCE_CONTROL_POLICY"


class Scope(StrEnum):
    """Where in the organization a guardrail is attached."""

    ORGANIZATION = "organization"  # the root: every member account
    WORKLOADS = "workloads"  # units without accounts of the foundation
    SUSPENDED = "suspended"  # the unit of accounts that are shut down


class Exempt(StrEnum):
    """Whom a deny statement leaves alone."""

    NOBODY = "nobody"
    DEPLOYMENT = "deployment"  # the roles that deploy the landing zone itself
    PIPELINES = "pipelines"  # these, and the roles by which teams deploy what the packs have judged


@dataclass(frozen=True, kw_only=True)
class Guardrail:
    """One statement of an organization policy that denies the contrary of the control.

    Conditions map operator to key to value or values. The placeholders of `components.guardrails` (such as
    {regions}) stand for facts of the organization; a key whose list turns out empty is left out.
    needs: the value of the organization file, such as perimeter.networks, without which the statement is left out.

    Sources: AWS Organizations user guide, "SCP syntax", "RCP syntax".
    """

    sid: str
    actions: tuple[str, ...] = ()
    not_actions: tuple[str, ...] = ()
    resources: tuple[str, ...] = ("*",)
    not_resources: tuple[str, ...] = ()
    conditions: Mapping[str, Mapping[str, str | tuple[str, ...]]] = field(default_factory=dict)
    type: PolicyType = PolicyType.SERVICE_CONTROL
    scope: Scope = Scope.ORGANIZATION
    exempt: Exempt = Exempt.DEPLOYMENT
    needs: str = ""


@dataclass(frozen=True)
class ConfigRule:
    """An AWS Config managed rule, by its identifier, with its parameters."""

    identifier: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SecurityHubControl:
    """A control of Security Hub CSPM, by its id, such as S3.5."""

    id: str


@dataclass(frozen=True)
class Parameter:
    """A setting of a control that the pack's configuration may change: its default and its JSON schema."""

    default: Any
    schema: Mapping[str, Any]


@dataclass(frozen=True)
class Ref:
    """In an example: an output of another resource of the example, unknown at preview."""

    resource: str
    output: str = "id"


@dataclass(frozen=True)
class Given:
    """One resource of an example: type token, logical name, inputs (camelCase) and options."""

    type: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    name: str = "example"
    protect: bool = False
    parent: str = ""
    ignore_changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """A small stack that satisfies or breaks the control; the name says what it shows."""

    name: str
    resources: tuple[Given, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)


def example(name: str, *resources: Given, **parameters: Any) -> Example:
    """An example made of the given resources, with the control's parameters where they differ."""
    return Example(name, resources, parameters)


@dataclass(frozen=True, kw_only=True)
class Control:
    """One requirement: what is judged, prevented, detected and answered, and why.

    id: permanent, `<folder>.<file name with dashes>`.
    practices: ids of the practices that it serves.
    fix: what to do, in one imperative sentence.
    answer: what happens when the contrary is detected at run time (the name of a remediation or playbook).
    tier: the smallest posture that asks for it.
    enforced: whether it stops a deploy although it is neither critical nor high, since its practice hangs on it.
    frameworks: framework to the ids of its requirements.
    equivalents: tool to the ids of its checks that ask for the same, or for a part of it.
    good, bad: examples that the rules must pass or must flag; they are run as the engine would.
    """

    id: str
    title: str
    practices: tuple[str, ...]
    severity: Severity
    why: str
    fix: str
    rules: tuple[ResourceRule | StackRule, ...] = ()
    guardrails: tuple[Guardrail, ...] = ()
    detection: tuple[ConfigRule | SecurityHubControl, ...] = ()
    answer: str = ""
    tier: Tier = Tier.STANDARD
    enforced: bool = False
    frameworks: Mapping[Framework, tuple[str, ...]] = field(default_factory=dict)
    equivalents: Mapping[Tool, tuple[str, ...]] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def mandatory(self) -> bool:
        """Whether a violation stops the deploy unless the pack's configuration says otherwise."""
        return self.enforced or self.severity in (Severity.CRITICAL, Severity.HIGH)
