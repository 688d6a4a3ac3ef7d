"""The example organization, whole: every layer is deployed, judged, checked and proved, as a rehearsal does it.

Not proven here: that a worse organization is found out (tests/test_defaults.py, tests/twin/test_proofs.py).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from organizations.loading import load
from organizations.model import Organization
from policy_packs.guardrails.controls._model import Scope
from twin.authorization import action
from twin.aws import Call, EmbeddedAws, service_model
from twin.handlers import State
from twin.proofs import DENIED
from twin.rehearsal import Rehearsal, rehearse

MANAGEMENT = "111122223333"


@dataclass(frozen=True)
class Whole:
    """The rehearsal of every layer, and the calls that it made up to the proofs and in them."""

    result: Rehearsal
    calls: tuple[Call, ...]


@pytest.fixture(scope="module")
def organization() -> Organization:
    return load(Path(__file__).parents[1] / "organizations" / "example.yaml")


@pytest.fixture(scope="module")
def whole(organization: Organization) -> Whole:
    with EmbeddedAws(MANAGEMENT) as aws:
        return Whole(rehearse(organization, aws), tuple(aws.calls))


def test_nothing_is_violated_and_every_proof_holds(whole: Whole) -> None:
    assert whole.result.violations == []
    assert whole.result.failed_proofs == []
    assert whole.result.clean


def test_nothing_is_only_recorded(whole: Whole) -> None:
    assert whole.result.by_state()[State.RECORDED] == 0


def test_every_account_holds_a_baseline_in_every_region(whole: Whole, organization: Organization) -> None:
    accounts = {node.account for node in whole.result.graph.resources()}
    assert len(accounts) == len(organization.accounts)
    encrypted = {
        (node.account, node.region)
        for node in whole.result.graph.of_type("aws:ebs/encryptionByDefault:EncryptionByDefault")
    }
    assert encrypted == {(account, region) for account in accounts for region in organization.regions}


def test_nothing_stands_where_the_organization_does_not_govern(whole: Whole, organization: Organization) -> None:
    assert {node.region for node in whole.result.graph.resources()} - {""} == set(organization.regions)


def test_every_kind_of_proof_is_tried_in_every_member_account(whole: Whole, organization: Organization) -> None:
    members = set(organization.member_accounts)
    accounts = defaultdict(set)
    for proof in whole.result.proofs:
        accounts[proof.claim].add(proof.account)
    everywhere = {claim for claim, tried in accounts.items() if tried == members}
    # One of each: denied, allowed, bounded, limited to its own policies, deploying, and AWS's own roles.
    assert {
        "administrator can't stop the trail",
        "administrator can make a bucket",
        "a bounded role can't make a user",
        "landing-zone-deploy can't read data",
        "guardrails let landing-zone-deploy deploy",
        "AWSServiceRoleForConfig can call PutConfigurationRecorder",
    } <= everywhere
    assert {claim for claim in accounts if claim not in everywhere} == {
        f"{attempt.by} can't {attempt.name}" for attempt in DENIED if attempt.scope is Scope.WORKLOADS
    }


def test_every_call_is_an_operation_of_aws_and_an_action_of_iam(whole: Whole) -> None:
    called = {(call.service, call.operation) for call in whole.calls}
    assert len(called) > 100
    assert [(service, name) for service, name in called if name not in service_model(service).operation_names] == []
    # Raises for an operation that IAM knows under another name than the twin.
    assert all(":" in action(*each) for each in called)
