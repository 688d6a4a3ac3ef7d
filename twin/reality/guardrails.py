"""Guardrails: attached last, one after another, within AWS's quotas, and never in the way of who deploys them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from components.guardrails import QUOTAS, exempt_roles
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import Exempt, Guardrail, PolicyType

from ..evaluator import EvaluationError, Policies, Principal, PrincipalKind, Request, evaluate
from ._invariants import Facts, Subject, invariant, listed, problem

POLICY: Final = "aws:organizations/policy:Policy"
ATTACHMENT: Final = "aws:organizations/policyAttachment:PolicyAttachment"
ORGANIZATION: Final = "aws:organizations/organization:Organization"

# Types that deny nothing and have one size in common. Source: AWS Organizations user guide, "Quotas".
_OTHER_BYTES: Final = 10_000
_BYTES: Final = {"AISERVICES_OPT_OUT_POLICY": 2_500} | {type.value: quota.bytes for type, quota in QUOTAS.items()}


def _kind(policy: Subject) -> str:
    return policy.text("type", default=PolicyType.SERVICE_CONTROL.value)


def _attached(attachment: Subject, facts: Facts) -> Subject | None:
    """The policy that an attachment attaches; None when the graph doesn't hold it."""
    id = attachment.text("policyId")
    return next((policy for policy in facts.of_type(POLICY) if policy.node.id == id), None)


def _denies(attachment: Subject, facts: Facts) -> bool:
    """Whether the attachment is one of a guardrail; a policy from elsewhere may be one."""
    policy = _attached(attachment, facts)
    return policy is None or _kind(policy) in QUOTAS


def _on_the_same_target(attachment: Subject, facts: Facts) -> list[Subject]:
    target = attachment.text("targetId")
    return [each for each in facts.of_type(ATTACHMENT) if each.text("targetId") == target]


@invariant(ATTACHMENT, source='AWS Organizations API reference, "AttachPolicy": ConcurrentModificationException')
def attachments_in_series(subject: Subject, facts: Facts) -> Iterator[str]:
    """Policies are attached to a target one after another."""
    if other := facts.alongside(subject, _on_the_same_target(subject, facts)):
        yield problem(
            "AWS refuses parallel attachments to one target",
            got=f"no dependency between this and {other.node.name}",
            expected="a chain of all attachments to the target",
            do="add the one before to depends_on",
        )


@invariant(ATTACHMENT, source='AWS Organizations user guide, "Quotas for AWS Organizations"')
def attachments_within_quota(subject: Subject, facts: Facts) -> Iterator[str]:
    """A target has no more policies of a type than AWS allows, its own full access among them."""
    policy = _attached(subject, facts)
    if policy is None or _kind(policy) not in QUOTAS:
        return
    slots = QUOTAS[PolicyType(_kind(policy))].slots
    same = [
        each
        for each in _on_the_same_target(subject, facts)
        if (other := _attached(each, facts)) is not None and _kind(other) == _kind(policy)
    ]
    if len(same) + 1 > slots and subject.node.urn == same[-1].node.urn:
        yield problem(
            f"the target {subject.text('targetId')} has too many policies of type {_kind(policy)}",
            got=f"{len(same)} and AWS's own",
            expected=f"at most {slots}",
            do="put statements together, or drop some",
        )


@invariant(POLICY, source='AWS Organizations user guide, "Quotas for AWS Organizations": characters with white space')
def policies_within_quota(subject: Subject, facts: Facts) -> Iterator[str]:
    """A policy is no longer than AWS allows, and wastes nothing on white space."""
    content, most = subject.text("content"), _BYTES.get(_kind(subject), _OTHER_BYTES)
    size = len(content.encode())
    least = len(json.dumps(subject.json("content"), separators=(",", ":"), ensure_ascii=False).encode())
    if size > most or size > least:
        yield problem(
            f"AWS counts every byte of a {_kind(subject)}",
            got=f"{size} bytes, {size - least} of them white space",
            expected=f"at most {most}, without white space",
            do="write it with json.dumps(..., separators=(',', ':')), and split it where it is still too long",
        )


@invariant(POLICY, source='AWS Organizations user guide, "Enabling a policy type"')
def policy_types_enabled(subject: Subject, facts: Facts) -> Iterator[str]:
    """The type of a policy is enabled in the organization."""
    for organization in facts.of_type(ORGANIZATION):
        enabled = organization.texts("enabledPolicyTypes")
        if _kind(subject) not in enabled:
            yield problem(
                "AWS refuses to attach a policy of this type",
                got=_kind(subject),
                expected=f"one of {', '.join(enabled) or 'none'}",
                do="add it to enabled_policy_types of the organization",
            )


@invariant(ATTACHMENT, source='AWS Organizations user guide, "Service control policies": test before attaching')
def guardrails_last(subject: Subject, facts: Facts) -> Iterator[str]:
    """Guardrails are attached when everything else is there: earlier, they could block the bootstrap itself."""
    if not _denies(subject, facts):
        return
    urn, earlier = subject.node.urn, facts.closure(subject)
    missing = [
        each.node.name
        for each in facts.resources
        if each.node.urn not in earlier
        and each.node.type not in (POLICY, ATTACHMENT)
        and urn not in facts.closure(each)
    ]
    if missing:
        yield problem(
            f"the guardrail may be there before {len(missing)} other resources",
            got=f"no dependency on {listed(missing)}",
            expected="one on everything but what waits for the guardrail itself",
            do="add the layer to zone.after(...) in the guardrails layer",
        )


@cache
def _guardrails() -> Mapping[str, Guardrail]:
    return {guardrail.sid: guardrail for control in catalogue() for guardrail in control.guardrails}


@invariant(POLICY, source='AWS Organizations user guide, "SCP examples": exempt the roles that administer')
def deploy_roles_spared(subject: Subject, facts: Facts) -> Iterator[str]:
    """No guardrail denies anything to the roles that deploy, unless its control exempts nobody on purpose."""
    if _kind(subject) not in QUOTAS:
        return
    found = (subject.json("content") or {}).get("Statement")
    member = next((id for id in facts.account_ids.values() if id != facts.management), "")
    for statement in found if isinstance(found, list) else [found]:
        if not isinstance(statement, dict) or statement.get("Effect") != "Deny":
            continue
        sid = str(statement.get("Sid", ""))
        known = _guardrails().get(sid)
        if known is not None and known.exempt is Exempt.NOBODY:
            continue
        for role in exempt_roles(facts.organization.partition):
            reason = _denied(statement, _kind(subject), role.replace("*", member), facts)
            if reason:
                yield problem(
                    f"the guardrail {sid or 'without a Sid'} binds {role.rpartition('/')[2]}, which deploys",
                    got=reason,
                    expected="ArnNotLike aws:PrincipalArn with the roles that deploy",
                    do="set exempt=Exempt.DEPLOYMENT on the guardrail, or add the condition",
                )


def _denied(statement: Mapping[str, Any], kind: str, role: str, facts: Facts) -> str:
    """Why the statement denies a role of a member account something in the home region; empty when it doesn't."""
    try:
        request = Request(
            Principal(role, role.split(":")[4], PrincipalKind.ROLE, organization_id=facts.organization_id or None),
            _example(statement.get("Action"), "ec2:RunInstances", "*"),
            _example(statement.get("Resource"), "*", "*"),
            role.split(":")[4],
            region=facts.organization.home_region,
        )
        document = {"Version": "2012-10-17", "Statement": [statement]}
        levels = [[document]]
        policies = (
            Policies(service_control=levels)
            if kind == PolicyType.SERVICE_CONTROL
            else Policies(resource_control=levels)
        )
        decision = evaluate(request, policies)
    except EvaluationError as error:
        return str(error)
    return decision.reason if decision.kind == "explicit_deny" else ""


def _example(patterns: object, fallback: str, everything: str) -> str:
    """Something that the first of the patterns of a statement means; the fallback where it means everything."""
    first = patterns[0] if isinstance(patterns, list) and patterns else patterns
    if not isinstance(first, str) or first == everything:
        return fallback
    return first.replace("*", "Any").replace("?", "x")
