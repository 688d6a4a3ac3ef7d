"""IAM Identity Center: groups of people, permission sets, and which group may do what in which account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import LandingZoneComponent
from ._policies import document
from .permissions_boundary import BOUNDARY


class PermissionSetArgs(TypedDict):
    """managed_policies: names of AWS's own, with their paths. statements: of an inline policy, as IAM writes them.

    boundary: whether the accounts' landing-zone-boundary holds. session_hours: 1 to 12.
    """

    description: str
    managed_policies: Sequence[str]
    statements: Sequence[Mapping[str, Any]]
    boundary: bool
    session_hours: int


class Assignment(NamedTuple):
    """A group's permission set in an account, all by name."""

    group: str
    permission_set: str
    account: str


class IdentityCenterArgs(TypedDict):
    """instance_arn, identity_store_id: of the organization's instance, in region. account_ids: by name.

    groups: descriptions by name. external: whether an identity provider sends the groups; then they are looked up.
    """

    instance_arn: str
    identity_store_id: str
    region: str
    groups: Mapping[str, str]
    external: bool
    permission_sets: Mapping[str, PermissionSetArgs]
    assignments: Sequence[Assignment]
    account_ids: Mapping[str, pulumi.Input[str]]
    partition: NotRequired[str]


class IdentityCenter(LandingZoneComponent):
    """Groups, permission sets and assignments, in the management account.

    An assignment waits for all that its permission set holds: AWS puts the set into every assigned account again with
    each change. Groups are kept when the component goes, since people are in them.

    Source: IAM Identity Center user guide, "Manage AWS accounts with permission sets"; pulumi-aws, PermissionSet and
    ManagedPolicyAttachment.
    """

    def __init__(self, name: str, args: IdentityCenterArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, None, opts)
        self._name, self._args = name, args
        groups = {group: self._group(group) for group in args["groups"]}
        sets = {set: self._permission_set(set, each) for set, each in args["permission_sets"].items()}
        for each in args["assignments"]:
            permission_set, holds = sets[each.permission_set]
            aws.ssoadmin.AccountAssignment(
                f"{name}-{each.group}-{each.permission_set}-{each.account}",
                region=args["region"],
                instance_arn=args["instance_arn"],
                permission_set_arn=permission_set.arn,
                principal_id=groups[each.group],
                principal_type="GROUP",
                target_id=args["account_ids"][each.account],
                target_type="AWS_ACCOUNT",
                opts=self.child(depends_on=holds),
            )
        self.register_outputs({})

    def _group(self, name: str) -> pulumi.Output[str]:
        region, store = self._args["region"], self._args["identity_store_id"]
        if self._args["external"]:
            found = aws.identitystore.get_group_output(
                identity_store_id=store,
                region=region,
                alternate_identifier=aws.identitystore.GetGroupAlternateIdentifierArgs(
                    unique_attribute=aws.identitystore.GetGroupAlternateIdentifierUniqueAttributeArgs(
                        attribute_path="DisplayName", attribute_value=name
                    )
                ),
                opts=pulumi.InvokeOutputOptions(parent=self),
            )
            return found.group_id
        made = aws.identitystore.Group(
            f"{self._name}-{name}",
            region=region,
            identity_store_id=store,
            display_name=name,
            description=self._args["groups"][name],
            opts=self.kept_child(),
        )
        return made.group_id

    def _permission_set(
        self, set: str, args: PermissionSetArgs
    ) -> tuple[aws.ssoadmin.PermissionSet, list[pulumi.Resource]]:
        """The set, and what it holds."""
        name, region, instance = f"{self._name}-{set}", self._args["region"], self._args["instance_arn"]
        permission_set = aws.ssoadmin.PermissionSet(
            f"{name}-set",
            name=set,
            region=region,
            instance_arn=instance,
            description=args["description"],
            session_duration=f"PT{args['session_hours']}H",
            opts=self.child(),
        )
        holds: list[pulumi.Resource] = []
        for policy in args["managed_policies"]:
            holds.append(
                aws.ssoadmin.ManagedPolicyAttachment(
                    f"{name}-{policy.rpartition('/')[2]}",
                    region=region,
                    instance_arn=instance,
                    permission_set_arn=permission_set.arn,
                    managed_policy_arn=f"arn:{self._args.get('partition', 'aws')}:iam::aws:policy/{policy}",
                    # Identity Center refuses changes of one set that meet.
                    opts=self.child(depends_on=holds[-1:]),
                )
            )
        if args["statements"]:
            holds.append(
                aws.ssoadmin.PermissionSetInlinePolicy(
                    f"{name}-inline",
                    region=region,
                    instance_arn=instance,
                    permission_set_arn=permission_set.arn,
                    inline_policy=document(*args["statements"]),
                    opts=self.child(depends_on=holds[-1:]),
                )
            )
        if args["boundary"]:
            holds.append(
                aws.ssoadmin.PermissionsBoundaryAttachment(
                    f"{name}-boundary",
                    region=region,
                    instance_arn=instance,
                    permission_set_arn=permission_set.arn,
                    permissions_boundary={"customer_managed_policy_reference": {"name": BOUNDARY, "path": "/"}},
                    opts=self.child(depends_on=holds[-1:]),
                )
            )
        return permission_set, holds
