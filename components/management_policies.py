"""Organization policies that deny nothing: AI services opt-out and tag policies, compiled from the file.

Sources: AWS Organizations user guide, "AI services opt-out policy syntax and examples", "Tag policy syntax and
examples" and "Quotas for AWS Organizations".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypedDict

import pulumi
import pulumi_aws as aws

from organizations.model import Organization
from organizations.problems import counted

from ._base import PREFIX, LandingZoneComponent
from ._hooks import transient
from .guardrails import ROOT, GuardrailError

AI_OPT_OUT: Final = "AISERVICES_OPT_OUT_POLICY"
TAG: Final = "TAG_POLICY"

# Characters of one policy. Source: AWS Organizations user guide, "Quotas for AWS Organizations", as of May 2026.
SIZES: Final[Mapping[str, int]] = {AI_OPT_OUT: 2_500, TAG: 10_000}


@dataclass(frozen=True)
class ManagementPolicy:
    """A policy of the organization's root: its name, its type in AWS's spelling, and its content."""

    name: str
    type: str
    content: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The content without a byte of space: AWS counts them."""
        return json.dumps(self.content, separators=(",", ":"), ensure_ascii=False)


def compile_management_policies(organization: Organization) -> tuple[ManagementPolicy, ...]:
    """The policies that the file asks for, by type.

    Raises:
        GuardrailError: policies that are longer than AWS allows; all of them are listed.
    """
    policies = tuple(_policies(organization))
    problems = [
        f"the {policy.type} takes {len(policy.text)} characters; AWS allows {SIZES[policy.type]}; shorten policies.tags"
        for policy in policies
        if len(policy.text) > SIZES[policy.type]
    ]
    if problems:
        raise GuardrailError(f"{counted(len(problems), 'problem')} with AWS's quotas:\n" + "\n".join(problems))
    return policies


def _policies(organization: Organization) -> Iterator[ManagementPolicy]:
    wanted = organization.policies
    if wanted.ai_opt_out:
        # No unit or account below may opt in again.
        final = {"@@operators_allowed_for_child_policies": ["@@none"]}
        choice = {**final, "opt_out_policy": {**final, "@@assign": "optOut"}}
        yield ManagementPolicy(f"{PREFIX}-ai-opt-out", AI_OPT_OUT, {"services": {**final, "default": choice}})
    if wanted.tags:
        tags: dict[str, dict[str, Any]] = {}
        for key, rule in wanted.tags.items():
            tag = tags[key.casefold()] = {"tag_key": {"@@assign": key}}
            if rule.values:
                tag["tag_value"] = {"@@assign": list(rule.values)}
            if rule.enforced_for:
                tag["enforced_for"] = {"@@assign": list(rule.enforced_for)}
        yield ManagementPolicy(f"{PREFIX}-tags", TAG, {"tags": tags})


class ManagementPoliciesArgs(TypedDict):
    """organization: the file. root_id: of its root, to which all policies are attached."""

    organization: Organization
    root_id: pulumi.Input[str]


class ManagementPolicies(LandingZoneComponent):
    """Creates the policies that the file asks for and attaches them to the root, one after another, in management."""

    policy_ids: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: ManagementPoliciesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, None, opts)
        retries = transient(f"{name}-attachments")
        self.policy_ids = {}
        last: list[pulumi.Resource] = []
        for compiled in compile_management_policies(args["organization"]):
            policy = aws.organizations.Policy(
                f"{name}-{compiled.name}",
                name=compiled.name,
                description="The organization's own choice, for every account",
                type=compiled.type,
                content=compiled.text,
                opts=self.child(),
            )
            self.policy_ids[compiled.name] = policy.id
            last = [
                aws.organizations.PolicyAttachment(
                    f"{name}-{compiled.name}-on-{ROOT}",
                    policy_id=policy.id,
                    target_id=args["root_id"],
                    opts=self.child(depends_on=last, hooks=retries),
                )
            ]
        self.register_outputs({"policyIds": self.policy_ids})
