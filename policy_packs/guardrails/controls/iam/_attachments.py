"""Managed policies that are attached to identities: by which resources, which of AWS's own, and to whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from .._model import Example, Given, example
from .._resources import Resource, Stack
from ._helpers import GROUP, GROUP_POLICY, POLICY, ROLE, ROLE_POLICY, USER, USER_POLICY

ROLE_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
USER_ATTACHMENT = "aws:iam/userPolicyAttachment:UserPolicyAttachment"
GROUP_ATTACHMENT = "aws:iam/groupPolicyAttachment:GroupPolicyAttachment"
ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment"
PERMISSION_SET_ATTACHMENT = "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment"

# Per resource: the property that holds the policies, and those that say to whom they are attached.
_SHAPES = {
    ROLE: ("managedPolicyArns", ("name",)),
    ROLE_ATTACHMENT: ("policyArn", ("role",)),
    USER_ATTACHMENT: ("policyArn", ("user",)),
    GROUP_ATTACHMENT: ("policyArn", ("group",)),
    ATTACHMENT: ("policyArn", ("roles", "users", "groups")),
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": ("policyArns", ("roleName",)),
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": ("policyArns", ("userName",)),
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": ("policyArns", ("groupName",)),
    PERMISSION_SET_ATTACHMENT: ("managedPolicyArn", ("permissionSetArn",)),
    "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": (
        "managedPolicyArns",
        ("permissionSetArn",),
    ),
}
ATTACHMENTS = tuple(_SHAPES)


class _Identity(NamedTuple):
    """The resources that give policies to an identity, and the property by which they name it."""

    policy: str
    attachment: str
    by: str


_IDENTITIES = {
    ROLE: _Identity(ROLE_POLICY, ROLE_ATTACHMENT, "role"),
    USER: _Identity(USER_POLICY, USER_ATTACHMENT, "user"),
    GROUP: _Identity(GROUP_POLICY, GROUP_ATTACHMENT, "group"),
}
IDENTITIES = tuple(_IDENTITIES)

_OF_AWS = re.compile(r"arn:[^:]*:iam::aws:policy/(?:.*/)?([^/]*)")


def attached(attachment: Resource, names: Collection[str]) -> Iterator[str]:
    """The names of AWS's own policies that are attached, out of the given ones."""
    for arn in attachment.texts(_SHAPES[attachment.type][0]):
        found = _OF_AWS.fullmatch(arn)
        if found and found[1] in names:
            yield found[1]


def holders(attachment: Resource) -> list[str]:
    """To whom the policies are attached."""
    return [holder for name in _SHAPES[attachment.type][1] for holder in attachment.texts(name)]


def managed_policies(identity: Resource, stack: Stack) -> tuple[list[Resource], set[str]]:
    """The managed policies of the stack that the role, user or group holds, and the ARNs of those from elsewhere."""
    kind = _IDENTITIES[identity.type]
    shared = stack.sidecars(identity, ATTACHMENT, by=f"{kind.by}s")
    found: dict[str, Resource] = {}
    elsewhere: set[str] = set()
    for attachment in (*stack.sidecars(identity, kind.attachment, by=kind.by), *shared):
        is_of_aws = attachment.is_known("policyArn") and _OF_AWS.fullmatch(attachment.text("policyArn"))
        policies = [] if is_of_aws else stack.targets(attachment, "policyArn", POLICY)
        found |= {policy.urn: policy for policy in policies}
        if not policies and "policyArn" not in attachment.property_dependencies:
            elsewhere.add(attachment.text("policyArn"))
    return list(found.values()), elsewhere


def policies_of(identity: Resource, stack: Stack) -> list[Resource]:
    """What holds policies of the role, user or group: resources of its own, and managed policies of the stack."""
    kind = _IDENTITIES[identity.type]
    own = [identity] if identity.type == ROLE else []
    return [*own, *stack.sidecars(identity, kind.policy, by=kind.by), *managed_policies(identity, stack)[0]]


def everywhere(arn: str) -> tuple[Example, ...]:
    """An example for each way to attach the policy."""
    several = {ATTACHMENT: {"roles": ["deploy"]}}
    return tuple(
        example(
            f"by {type.rpartition(':')[2]}",
            Given(
                type,
                {policies: [arn] if policies.endswith("s") else arn} | several.get(type, {holder[0]: "deploy"}),
            ),
        )
        for type, (policies, holder) in _SHAPES.items()
    )
