"""GuardDuty in one account and region, with every protection on unless told otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import LandingZoneComponent

# The protections, with their parts in the order in which the API gives them back: another order would differ for ever.
# Source: GuardDuty API reference, "DetectorFeatureConfiguration".
FEATURES: Final[Mapping[str, tuple[str, ...]]] = {
    "EBS_MALWARE_PROTECTION": (),
    "EKS_AUDIT_LOGS": (),
    "LAMBDA_NETWORK_LOGS": (),
    "RDS_LOGIN_EVENTS": (),
    "RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"),
    "S3_DATA_EVENTS": (),
}


def slug(feature: str) -> str:
    """A feature's part of a resource's name: eks-audit-logs."""
    return feature.lower().replace("_", "-")


class ThreatDetectionArgs(TypedDict):
    """region: where to detect. protections: the features that are on; all of them when left out."""

    region: str
    protections: NotRequired[Sequence[str]]


class ThreatDetection(LandingZoneComponent):
    """A detector, for an account that the organization's configuration doesn't reach or that is to administer it.

    Delegating GuardDuty to an account makes a detector of AWS's there, so this one goes first. It stays when the
    component goes: its findings would be lost.
    """

    detector_id: pulumi.Output[str]

    def __init__(self, name: str, args: ThreatDetectionArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        region, on = args["region"], args.get("protections", tuple(FEATURES))
        detector = aws.guardduty.Detector(
            f"{name}-detector",
            region=region,
            enable=True,
            finding_publishing_frequency="FIFTEEN_MINUTES",
            opts=self.kept_child(),
        )
        for feature, parts in FEATURES.items():
            aws.guardduty.DetectorFeature(
                f"{name}-{slug(feature)}",
                name=feature,
                region=region,
                detector_id=detector.id,
                status=(status := "ENABLED" if feature in on else "DISABLED"),
                additional_configurations=[
                    aws.guardduty.DetectorFeatureAdditionalConfigurationArgs(name=part, status=status) for part in parts
                ]
                or None,
                opts=self.child(),
            )
        self.detector_id = detector.id
        self.register_outputs({"detectorId": self.detector_id})
