"""Lifecycle policies of snapshots, and the copies that they make in other regions."""

from typing import Any

from .._model import Given
from .._properties import Block

POLICY = "aws:dlm/lifecyclePolicy:LifecyclePolicy"


def schedule_copies(policy: Block) -> list[Block]:
    """The copies that the schedules make; each says how it is encrypted."""
    schedules = policy.block("policyDetails").blocks("schedules")
    return [rule for schedule in schedules for rule in schedule.blocks("crossRegionCopyRules")]


def event_copies(policy: Block) -> list[Block]:
    """How the copies are encrypted that are made when a snapshot is shared with the account."""
    copies = policy.block("policyDetails").block("action").blocks("crossRegionCopies")
    return [copy.block("encryptionConfiguration") for copy in copies]


def by_schedule(*copies: dict[str, Any]) -> Given:
    """For examples: a policy whose schedule makes the copies."""
    schedule = {"name": "daily", "createRule": {"interval": 24}, "retainRule": {"count": 7}}
    details = {
        "resourceTypes": ["VOLUME"],
        "targetTags": {"backup": "daily"},
        "schedules": [schedule | {"crossRegionCopyRules": [{"target": "eu-west-1"} | copy for copy in copies]}],
    }
    return Given(POLICY, {"description": "Daily snapshots", "policyDetails": details})


def by_event(*encryptions: dict[str, Any] | None) -> Given:
    """For examples: a policy that makes a copy with each encryption of a snapshot that is shared."""
    copies = [{"target": "eu-west-1", "encryptionConfiguration": encryption} for encryption in encryptions]
    details = {
        "policyType": "EVENT_BASED_POLICY",
        "action": {"name": "copy", "crossRegionCopies": copies},
        "eventSource": {"type": "MANAGED_CWE"},
    }
    return Given(POLICY, {"description": "Copies of shared snapshots", "policyDetails": details})
