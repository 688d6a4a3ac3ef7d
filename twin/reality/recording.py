"""Recording: AWS Config in every account and region, before anything that rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policy_packs.guardrails.controls._properties import Block

from ._invariants import Facts, Subject, invariant, listed, problem
from .administration import ORGANIZATION_RULES

RECORDER: Final = "aws:cfg/recorder:Recorder"
CHANNEL: Final = "aws:cfg/deliveryChannel:DeliveryChannel"
STARTED: Final = "aws:cfg/recorderStatus:RecorderStatus"


@invariant(RECORDER, CHANNEL, STARTED, source='AWS Config developer guide, "Setting up AWS Config with the AWS CLI"')
def recorders_in_order(subject: Subject, facts: Facts) -> Iterator[str]:
    """In each account and region the recorder comes first, then the delivery channel, then the start of both."""
    before, after = {RECORDER: ("", CHANNEL), CHANNEL: (RECORDER, STARTED), STARTED: (CHANNEL, "")}[subject.node.type]
    if before and not any(facts.waits_for(subject, each) for each in facts.beside(subject, before)):
        yield problem(
            "AWS Config refuses this order",
            got=f"no {before.rpartition(':')[2]} before it in its account and region",
            expected="Recorder, DeliveryChannel, RecorderStatus",
            do="add the one before to depends_on",
        )
    if after and not facts.beside(subject, after):
        yield problem(
            "nothing is recorded",
            got=f"no {after.rpartition(':')[2]} in its account and region",
            expected="Recorder, DeliveryChannel, RecorderStatus",
            do="add it",
        )
    if subject.node.type == STARTED:
        names = [each.text("name") for each in facts.beside(subject, RECORDER)]
        if subject.text("name") not in names or not subject.flag("isEnabled"):
            yield problem(
                "the recorder is not started",
                got=f"name {subject.text('name')}, isEnabled {subject.flag('isEnabled')}",
                expected=f"the name of the recorder ({listed(names) or 'there is none'}), and true",
                do="pass the recorder's name and is_enabled=True",
            )


@invariant(RECORDER, source='AWS Config developer guide, "Recording AWS resources": global resource types')
def global_types_recorded_once(subject: Subject, facts: Facts) -> Iterator[str]:
    """An account's users, roles and policies are recorded in its home region alone, where one bill covers them."""
    global_types = _records_iam(subject.block("recordingGroup"))
    home = facts.organization.home_region
    if global_types != (subject.node.region == home):
        yield problem(
            "changes of IAM are recorded in no region, or paid for in several",
            got=f"{'all' if global_types else 'none'} of them in {subject.node.region}",
            expected=f"all in {home} and none elsewhere",
            do="correct includeGlobalResourceTypes, or the list of resource types",
        )


def _records_iam(group: Block) -> bool:
    if group.block("recordingStrategies").text("useOnly") == "EXCLUSION_BY_RESOURCE_TYPES":
        excluded = group.block("exclusionByResourceTypes").texts("resourceTypes")
        return not all(f"AWS::IAM::{kind}" in excluded for kind in ("Group", "Policy", "Role", "User"))
    if group.flag("allSupported", default=True):
        return group.flag("includeGlobalResourceTypes")
    return any(kind.startswith("AWS::IAM::") for kind in group.texts("resourceTypes"))


@invariant(
    *ORGANIZATION_RULES,
    source='AWS Config API reference, "PutOrganizationConfigRule"',
)
def recorders_everywhere_first(subject: Subject, facts: Facts) -> Iterator[str]:
    """Every account has a running recorder in the region before rules are made in all of them."""
    excluded = subject.texts("excludedAccounts")
    running = {each.node.account: each for each in facts.of_type(STARTED) if each.node.region == subject.node.region}
    lacking = [
        name
        for name, id in facts.account_ids.items()
        if id not in excluded and not (id in running and facts.waits_for(subject, running[id]))
    ]
    if facts.is_whole and lacking:
        yield problem(
            f"AWS rolls this back: {subject.node.region} has accounts without a recorder at that time",
            got=listed(lacking),
            expected="none",
            do="start a recorder there and depend on it",
        )
