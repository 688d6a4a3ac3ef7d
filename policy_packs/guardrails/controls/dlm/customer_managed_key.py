"""Snapshots that a policy copies are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="dlm.customer-managed-key",
    title="Snapshots that a policy copies are encrypted under keys that their account manages",
    keys={
        "aws:dlm/lifecyclePolicy:LifecyclePolicy": (
            Key(
                "policyDetails[].action[].crossRegionCopies[].encryptionConfiguration.cmkArn",
                beside={"encrypted": True},
            ),
            Key("policyDetails[].schedules[].crossRegionCopyRules[].cmkArn", beside={"encrypted": True}),
        ),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_254", "CKV_AWS_256")},
)
