"""What the layers share: the organization file, one provider an account, and what other layers published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from components._base import ACCESS_ROLE, PREFIX
from organizations.model import Organization


class Zone:
    """One run of the program: the layers of one stack.

    layers: the layers that this stack deploys, in order. accounts: the accounts whose baseline it deploys.
    """

    def __init__(self, organization: Organization, stack: str) -> None:
        from . import LAYERS

        self.organization = organization
        name, _, rest = stack.partition(".")
        layer, _, account = rest.partition(".")
        if name != organization.name:
            raise ValueError(
                f"the stack {stack!r} belongs to no organization here; got {name!r}, expected {organization.name!r}; "
                f"name the stack {organization.name} or {organization.name}.<layer>"
            )
        if layer == "account" and account in organization.accounts:
            self.layers: tuple[str, ...] = ("accounts",)
        elif not layer or (layer in LAYERS and not account):
            self.layers = (layer,) if layer else LAYERS
        else:
            raise ValueError(
                f"the stack {stack!r} names no layer; got {rest!r}, expected one of {', '.join(LAYERS)} "
                "or account.<name of an account>"
            )
        self.accounts = (account,) if account else tuple(organization.accounts)
        self._published: dict[str, dict[str, Any]] = {}
        self._references: dict[str, pulumi.Output[Any]] = {}
        self._providers: dict[str, aws.Provider] = {}
        self._built: dict[str, list[pulumi.Resource]] = {}

    def account_id(self, account: str) -> pulumi.Output[str]:
        """The id of an account: from the file when it is written there, else from the organization layer."""
        known = self.organization.accounts[account].id
        if known:
            return pulumi.Output.from_input(known)
        return self.output("organization", "account_ids").apply(lambda ids: str(ids[account]))

    def provider(self, account: str) -> aws.Provider:
        """The one provider of an account; it can't touch another account by mistake."""
        if account not in self._providers:
            id = self.account_id(account)
            organization = self.organization
            roles = []
            if account != organization.foundation.management:
                role = pulumi.Output.format("arn:{0}:iam::{1}:role/{2}", organization.partition, id, ACCESS_ROLE)
                roles.append(aws.ProviderAssumeRoleArgs(role_arn=role, session_name=PREFIX))
            self._providers[account] = aws.Provider(
                account,
                region=organization.home_region,
                allowed_account_ids=[id],
                default_tags=aws.ProviderDefaultTagsArgs(tags={**organization.tags, "landing-zone": organization.name}),
                assume_roles=roles,
            )
        return self._providers[account]

    def within(self, account: str, **options: Any) -> pulumi.ResourceOptions:
        """Options that place a component in an account."""
        return pulumi.ResourceOptions(providers=[self.provider(account)], **options)

    def built(self, layer: str, *resources: pulumi.Resource) -> None:
        """Say what a layer made, for layers of the same stack that must wait for it."""
        self._built.setdefault(layer, []).extend(resources)

    def after(self, *layers: str) -> list[pulumi.Resource]:
        """What to depend on to come after other layers; in a stack of its own a layer comes after them anyway."""
        return [resource for layer in layers for resource in self._built.get(layer, ())]

    def publish(self, layer: str, outputs: Mapping[str, Any]) -> None:
        """Publish a layer's outputs to the other layers, in this stack and in others."""
        self._published[layer] = dict(outputs)
        pulumi.export(layer, dict(outputs))

    def output(self, layer: str, name: str) -> pulumi.Output[Any]:
        """One output of a layer, from this stack or from the layer's own."""
        if layer in self._published:
            return pulumi.Output.from_input(self._published[layer][name])
        if layer not in self._references:
            stack = f"organization/{pulumi.get_project()}/{self.organization.name}.{layer}"
            self._references[layer] = pulumi.StackReference(stack).require_output(layer)
        return self._references[layer].apply(lambda outputs: outputs[name])
