"""Trails and event data stores are encrypted under keys that their account manages."""

from dataclasses import replace

from .._frameworks import Framework, Tool
from .._model import ConfigRule, SecurityHubControl, Severity, Tier
from ..encryption._keys import Key, customer_managed
from ._helpers import STORE, TRAIL

# Frameworks ask everybody for this one key: who may read the bucket shouldn't thereby read the trail.
CONTROL = replace(
    customer_managed(
        id="cloudtrail.customer-managed-key",
        title="Trails and event data stores are encrypted under keys that their account manages",
        keys={TRAIL: (Key("kmsKeyId"),), STORE: (Key("kmsKeyId"),)},
        needed={TRAIL: {"s3BucketName": "trail-archive"}},
        equivalents={
            Tool.CHECKOV: ("CKV_AWS_35", "CKV_AWS_294"),
            Tool.CONTROL_TOWER: ("CLOUDTRAIL.PR.1",),
            Tool.SECURITY_HUB: ("CloudTrail.10",),
            Tool.TRIVY: ("AWS-0015",),
        },
    ),
    severity=Severity.MEDIUM,
    tier=Tier.MINIMAL,
    detection=(
        ConfigRule("CLOUD_TRAIL_ENCRYPTION_ENABLED"),
        ConfigRule("EVENT_DATA_STORE_CMK_ENCRYPTION_ENABLED"),
        SecurityHubControl("CloudTrail.2"),
        SecurityHubControl("CloudTrail.10"),
    ),
    frameworks={
        Framework.FSBP: ("CloudTrail.2",),
        Framework.CIS_3_0: ("3.5",),
        Framework.CIS_5_0: ("3.5",),
        Framework.CIS_7_0: ("4.5",),
    },
)
