"""GuardDuty in every account of the organization, present and future, in one region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import LandingZoneComponent
from .threat_detection import FEATURES, slug


class OrganizationThreatDetectionArgs(TypedDict):
    """region: where to detect. detector_id: the detector there of GuardDuty's delegated administrator.

    protections: the features that are on in all members; all of them when left out.
    """

    region: str
    detector_id: pulumi.Input[str]
    protections: NotRequired[Sequence[str]]


class OrganizationThreatDetection(LandingZoneComponent):
    """Switches GuardDuty and its protections on in all member accounts, which may take AWS a day.

    To be made in GuardDuty's delegated administrator. The management account is never reached: it needs a detector of
    its own.
    """

    def __init__(
        self, name: str, args: OrganizationThreatDetectionArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        region, detector_id = args["region"], args["detector_id"]
        on = args.get("protections", tuple(FEATURES))
        members = aws.guardduty.OrganizationConfiguration(
            f"{name}-members",
            region=region,
            detector_id=detector_id,
            auto_enable_organization_members="ALL",
            opts=self.child(),
        )
        for feature, parts in FEATURES.items():
            aws.guardduty.OrganizationConfigurationFeature(
                f"{name}-{slug(feature)}",
                name=feature,
                region=region,
                detector_id=detector_id,
                auto_enable=(members_with := "ALL" if feature in on else "NONE"),
                additional_configurations=[
                    aws.guardduty.OrganizationConfigurationFeatureAdditionalConfigurationArgs(
                        name=part, auto_enable=members_with
                    )
                    for part in parts
                ]
                or None,
                # It sends what it reads of the members' configuration again.
                opts=self.child(depends_on=[members]),
            )
        self.register_outputs({})
