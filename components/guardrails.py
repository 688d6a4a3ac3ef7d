"""Guardrails: the statements of all controls, compiled to organization policies, packed to quota, attached."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypedDict

import pulumi
import pulumi_aws as aws

from organizations.model import Organization
from organizations.problems import counted
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import Control, Exempt, Guardrail, PolicyType, Scope

from ._base import ACCESS_ROLE, DEPLOY_ROLE, PIPELINE_ROLES, PREFIX, LandingZoneComponent
from ._hooks import transient

ROOT = "root"
SUSPENDED = "Suspended"


@dataclass(frozen=True)
class Quota:
    """How much one target holds: policies of the type, one of them AWS's own, and bytes of each."""

    slots: int
    bytes: int


# Source: AWS Organizations user guide, "Quotas for AWS Organizations", as of May 2026.
QUOTAS: Mapping[PolicyType, Quota] = {
    PolicyType.SERVICE_CONTROL: Quota(slots=10, bytes=10_240),
    PolicyType.RESOURCE_CONTROL: Quota(slots=5, bytes=5_120),
}

# What AWS attaches to the root, every unit and every account by itself; it takes a slot.
FULL_ACCESS: Mapping[PolicyType, tuple[str, Mapping[str, Any]]] = {
    PolicyType.SERVICE_CONTROL: (
        "FullAWSAccess",
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]},
    ),
    PolicyType.RESOURCE_CONTROL: (
        "RCPFullAWSAccess",
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}],
        },
    ),
}

# The longest organization id, so that a policy fits whatever the id turns out to be.
_LONGEST_ID = "o-" + "x" * 32


class GuardrailError(Exception):
    """Guardrails that don't fit the quotas of AWS Organizations: every target and statement concerned."""


@dataclass(frozen=True)
class Attachable:
    """One organization policy: its name, its type, the targets it is attached to, and its statements.

    `text` may still hold the placeholders of ids that only exist after the organization does; see `with_ids`.
    """

    name: str
    type: PolicyType
    targets: tuple[str, ...]
    statements: tuple[Mapping[str, Any], ...]

    @property
    def text(self) -> str:
        return json.dumps({"Version": "2012-10-17", "Statement": self.statements}, separators=(",", ":"))

    def with_ids(self, ids: Mapping[str, str]) -> str:
        """The text with the ids that the organization has."""
        return _fill(self.text, ids)

    @property
    def largest(self) -> int:
        """The policy's size in bytes with the longest ids that AWS gives out."""
        return len(self.with_ids(_LONGEST_IDS).encode())


_LONGEST_IDS = {
    "organization_id": _LONGEST_ID,
    "management_account": "0" * 12,
    "log_archive_account": "0" * 12,
    "security_account": "0" * 12,
}


def _fill(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


_EXEMPT: Mapping[Exempt, tuple[str, ...]] = {
    Exempt.NOBODY: (),
    Exempt.DEPLOYMENT: (ACCESS_ROLE, DEPLOY_ROLE),
    Exempt.PIPELINES: (ACCESS_ROLE, DEPLOY_ROLE, PIPELINE_ROLES),
}


def exempt_roles(partition: str, exempt: Exempt = Exempt.DEPLOYMENT) -> tuple[str, ...]:
    """The roles that a guardrail leaves alone, as ARN patterns."""
    return tuple(f"arn:{partition}:iam::*:role/{role}" for role in _EXEMPT[exempt])


def targets(organization: Organization, scope: Scope) -> tuple[str, ...]:
    """The root or the unit paths that a scope means in an organization; none when it has no such unit."""
    top_level = tuple(path for path in organization.unit_paths if "/" not in path)
    if scope is Scope.ORGANIZATION:
        return (ROOT,)
    if scope is Scope.SUSPENDED:
        return tuple(path for path in top_level if path == SUSPENDED)
    foundation = {
        organization.accounts[name].unit.partition("/")[0] for name in organization.foundation.model_dump().values()
    }
    return tuple(path for path in top_level if path not in foundation and path != SUSPENDED)


def statement(guardrail: Guardrail, organization: Organization) -> Mapping[str, Any]:
    """The guardrail as a statement of a policy document, with the facts of the file filled in."""
    conditions = {
        operator: named
        for operator, keys in guardrail.conditions.items()
        if (named := {key: found for key, value in keys.items() if (found := _values(value, organization))})
    }
    if roles := exempt_roles(organization.partition, guardrail.exempt):
        keys = conditions.setdefault("ArnNotLike", {})
        already = keys.get("aws:PrincipalArn", [])
        keys["aws:PrincipalArn"] = [
            *([already] if isinstance(already, str) else already),
            *roles,
        ]
    elements: dict[str, Any] = {"Sid": guardrail.sid, "Effect": "Deny"}
    if guardrail.type is PolicyType.RESOURCE_CONTROL:
        elements["Principal"] = "*"
    for name, values in (
        ("Action", guardrail.actions),
        ("NotAction", guardrail.not_actions),
        ("NotResource", guardrail.not_resources),
        ("Resource", () if guardrail.not_resources else guardrail.resources),
    ):
        if values:
            elements[name] = _values(values, organization)
    if conditions:
        elements["Condition"] = conditions
    return elements


def _values(values: str | Sequence[str], organization: Organization) -> str | list[str]:
    """Values with the facts of the file filled in; a list of one is the one, as AWS has it."""
    facts = {"partition": organization.partition, "home_region": organization.home_region}
    if isinstance(values, str):
        return _fill(values, facts)
    lists = _lists(organization)
    filled = [text for value in values for text in lists.get(value, (_fill(value, facts),))]
    return filled[0] if len(filled) == 1 else filled


def _lists(organization: Organization) -> Mapping[str, Sequence[str]]:
    """The placeholders that stand for a list, and take the place of a whole value."""
    perimeter = organization.perimeter
    return {
        "{regions}": organization.regions,
        "{trusted_organizations}": perimeter.organizations,
        "{trusted_accounts}": perimeter.accounts,
        "{trusted_networks}": perimeter.networks,
    }


def _is_wanted(guardrail: Guardrail, organization: Organization) -> bool:
    """Whether the file has what the guardrail needs."""
    return not guardrail.needs or bool(attrgetter(guardrail.needs)(organization))


def compile_guardrails(organization: Organization, controls: Iterable[Control]) -> tuple[Attachable, ...]:
    """The organization policies of all guardrails, packed first-fit in the order of their statement ids.

    Raises:
        GuardrailError: a statement is larger than a policy may be, or a target needs more policies than it may
            have; all of them are listed.
    """
    policies: list[Attachable] = []
    problems: list[str] = []
    guardrails = sorted(
        (item for control in controls for item in control.guardrails if _is_wanted(item, organization)),
        key=lambda item: item.sid,
    )
    for type, quota in QUOTAS.items():
        for scope in Scope:
            attached_to = targets(organization, scope)
            chosen = [item for item in guardrails if item.type is type and item.scope is scope]
            if attached_to and chosen:
                name = f"{PREFIX}-{scope.value}{'-resources' if type is PolicyType.RESOURCE_CONTROL else ''}"
                statements = [statement(item, organization) for item in chosen]
                policies += _pack(name, type, attached_to, statements, quota, problems)
        for target in sorted({target for policy in policies for target in policy.targets}):
            used = 1 + sum(policy.type is type and target in policy.targets for policy in policies)
            if used > quota.slots:
                problems.append(
                    f"{target} would have {used} policies of type {type}; AWS allows {quota.slots}; drop guardrails"
                )
    if problems:
        raise GuardrailError(f"{counted(len(problems), 'problem')} with AWS's quotas:\n" + "\n".join(problems))
    return tuple(policies)


def _pack(
    name: str,
    type: PolicyType,
    attached_to: tuple[str, ...],
    statements: Iterable[Mapping[str, Any]],
    quota: Quota,
    problems: list[str],
) -> list[Attachable]:
    packed: list[Attachable] = []
    for item in statements:
        for index, policy in enumerate(packed):
            fuller = Attachable(policy.name, type, attached_to, (*policy.statements, item))
            if fuller.largest <= quota.bytes:
                packed[index] = fuller
                break
        else:
            alone = Attachable(f"{name}-{len(packed) + 1}", type, attached_to, (item,))
            if alone.largest > quota.bytes:
                problems.append(
                    f"the statement {item['Sid']} takes {alone.largest} bytes; AWS allows {quota.bytes}; split it"
                )
            packed.append(alone)
    return packed


class GuardrailsArgs(TypedDict):
    """organization: the file. target_ids: "root" and unit paths to their ids. ids: the values of the id placeholders.

    (organization_id, management_account, log_archive_account, security_account)
    """

    organization: Organization
    target_ids: pulumi.Input[Mapping[str, str]]
    ids: Mapping[str, pulumi.Input[str]]


class Guardrails(LandingZoneComponent):
    """Creates the compiled policies and attaches them, one after another per target, as AWS demands.

    Must be deployed last: a guardrail that is attached before what it protects exists can block the bootstrap.
    """

    policy_ids: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: GuardrailsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, None, opts)
        ids = pulumi.Output.all(**args["ids"])
        target_ids = pulumi.Output.from_input(args["target_ids"])
        retries = transient(f"{name}-attachments")
        last: dict[str, pulumi.Resource] = {}
        self.policy_ids = {}
        for compiled in compile_guardrails(args["organization"], catalogue()):
            policy = aws.organizations.Policy(
                f"{name}-{compiled.name}",
                name=compiled.name,
                description=f"Guardrails of the landing zone for {', '.join(compiled.targets)}",
                type=compiled.type.value,
                content=ids.apply(compiled.with_ids),
                opts=self.child(),
            )
            self.policy_ids[compiled.name] = policy.id
            for target in compiled.targets:
                last[target] = aws.organizations.PolicyAttachment(
                    f"{name}-{compiled.name}-on-{target.lower()}",
                    policy_id=policy.id,
                    target_id=target_ids[target],
                    opts=self.child(hooks=retries, depends_on=[last[target]] if target in last else []),
                )
        self.register_outputs({"policyIds": self.policy_ids})
