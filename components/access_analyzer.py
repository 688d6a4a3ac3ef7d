"""IAM Access Analyzer over the organization, in one region."""

from __future__ import annotations

from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent


class AccessAnalyzerArgs(TypedDict):
    """region: where resources are analyzed. is_home_region: whether unused access is analyzed here.

    unused_access_days: days after which access counts as unused, 1 to 365.
    """

    region: str
    is_home_region: NotRequired[bool]
    unused_access_days: NotRequired[int]


class AccessAnalyzer(LandingZoneComponent):
    """Finds what people outside of the organization can reach and, in the home region, access that nobody uses.

    To be made in the service's delegated administrator. Unused access is billed by role and user and is the same in
    every region, so one region has it.
    """

    analyzer_arn: pulumi.Output[str]

    def __init__(self, name: str, args: AccessAnalyzerArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        region = args["region"]
        external = aws.accessanalyzer.Analyzer(
            f"{name}-external",
            analyzer_name=f"{PREFIX}-external-access",
            region=region,
            type="ORGANIZATION",
            opts=self.child(),
        )
        if args.get("is_home_region", False):
            aws.accessanalyzer.Analyzer(
                f"{name}-unused",
                analyzer_name=f"{PREFIX}-unused-access",
                region=region,
                type="ORGANIZATION_UNUSED_ACCESS",
                configuration=aws.accessanalyzer.AnalyzerConfigurationArgs(
                    unused_access=aws.accessanalyzer.AnalyzerConfigurationUnusedAccessArgs(
                        unused_access_age=args.get("unused_access_days", 90)
                    )
                ),
                opts=self.child(),
            )
        self.analyzer_arn = external.arn
        self.register_outputs({"analyzerArn": self.analyzer_arn})
