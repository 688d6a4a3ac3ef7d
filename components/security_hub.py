"""Security Hub CSPM in one account and region, without standards of its own."""

from __future__ import annotations

from typing import TypedDict

import pulumi
import pulumi_aws as aws

from ._base import LandingZoneComponent


class SecurityHubArgs(TypedDict):
    """region: where findings are collected."""

    region: str


class SecurityHub(LandingZoneComponent):
    """The hub, for the accounts that need one before the organization's configuration exists.

    Those are the management account and the account that will administer Security Hub: without it, delegating would
    switch the default standards on. The hub stays when the component goes: its findings would be lost.
    """

    hub_arn: pulumi.Output[str]

    def __init__(self, name: str, args: SecurityHubArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        hub = aws.securityhub.Account(
            f"{name}-hub",
            region=args["region"],
            # One finding a control, however many standards share it; the standards come from the central configuration.
            control_finding_generator="SECURITY_CONTROL",
            enable_default_standards=False,
            opts=self.kept_child(),
        )
        self.hub_arn = hub.arn
        self.register_outputs({"hubArn": self.hub_arn})
