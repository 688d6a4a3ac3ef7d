"""A proof fails when what it proves is lost: without guardrails, without one of them, or with one too many.

Not proven here: that the evaluator is AWS's (tests/twin/test_evaluator.py holds it against the documentation).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import components.guardrails
import stacks
from components.guardrails import SUSPENDED
from organizations.loading import load
from organizations.model import Organization
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import Control, Exempt, Guardrail, Scope, Severity
from twin.aws import EmbeddedAws
from twin.monitor import run_program
from twin.proofs import BOUNDED, DENIED, Proof, prove


@pytest.fixture(scope="module")
def organization() -> Organization:
    """The example organization with half of its accounts, which is enough to see where a proof fails."""
    example = load(Path(__file__).parents[2] / "organizations" / "example.yaml")
    kept = {*example.foundation.model_dump().values(), "payments-production", "sandbox-data"}
    return example.model_copy(
        update={
            "accounts": {name: account for name, account in example.accounts.items() if name in kept},
            "networks": {},
        }
    )


def proofs(organization: Organization, controls: tuple[Control, ...], *layers: str) -> list[Proof]:
    """The proofs of the organization under the guardrails of some controls."""
    with pytest.MonkeyPatch.context() as patch, EmbeddedAws("111122223333") as aws:
        patch.setattr(stacks, "LAYERS", layers)
        patch.setattr(components.guardrails, "catalogue", lambda: controls)
        graph = run_program(
            lambda: stacks.deploy(organization, organization.name),
            aws,
            stack=organization.name,
            home_region=organization.home_region,
        )
        return prove(aws, organization, graph)


def guarded_by(organization: Organization, controls: tuple[Control, ...]) -> list[Proof]:
    return proofs(organization, controls, "organization", "guardrails")


def failed(found: list[Proof]) -> set[str]:
    return {proof.claim for proof in found if not proof.held}


def without(sid: str) -> Iterator[Control]:
    """The catalogue without one statement."""
    for control in catalogue():
        yield replace(control, guardrails=tuple(guardrail for guardrail in control.guardrails if guardrail.sid != sid))


def with_one_more(guardrail: Guardrail) -> tuple[Control, ...]:
    extra = Control(
        id="test.extra",
        title="One more",
        practices=("iam.no-root",),
        severity=Severity.HIGH,
        why="For the test.",
        fix="remove it",
        guardrails=(guardrail,),
    )
    return (*catalogue(), extra)


def test_every_proof_holds_under_all_guardrails(organization: Organization) -> None:
    found = guarded_by(organization, catalogue())
    assert failed(found) == set()
    assert len({proof.name for proof in found}) == len(found)


def test_nothing_is_denied_without_guardrails(organization: Organization) -> None:
    found = guarded_by(organization, ())
    # Nobody of this organization is suspended.
    tried = [attempt for attempt in DENIED if attempt.scope is not Scope.SUSPENDED]
    assert failed(found) == {f"{attempt.by} can't {attempt.name}" for attempt in tried}


@pytest.mark.parametrize(
    ("sid", "claims"),
    [
        ("DenyLeaveOrganization", {"administrator can't leave the organization"}),
        ("DenyChangeOfTrails", {"administrator can't stop the trail", "administrator can't delete the trail"}),
        ("DenyChangeOfGuardDuty", {"administrator can't switch GuardDuty off"}),
        ("DenyDeletionOfFlowLogs", {"administrator can't delete flow logs"}),
        ("DenyPublicAccessControlLists", {"administrator can't make a bucket public by its ACL"}),
        ("DenyRootUser", {"root can't act as root"}),
        ("DenyOtherRegions", {"administrator can't work in a region that is not governed"}),
        ("DenyUnencryptedVolumes", {"administrator can't make a volume without encryption"}),
        ("DenyLongLivedKeys", {"administrator can't make an access key in a workload account"}),
        (
            "DenyUploadWithCustomerProvidedKey",
            {"administrator can't encrypt an object with a key that only the caller has"},
        ),
    ],
)
def test_a_lost_guardrail_fails_its_own_proofs_and_no_other(
    organization: Organization, sid: str, claims: set[str]
) -> None:
    assert failed(guarded_by(organization, tuple(without(sid)))) == claims


def test_a_guardrail_that_forgets_who_deploys_is_found(organization: Organization) -> None:
    forgetful = Guardrail(sid="Forgetful", actions=("sts:AssumeRole", "ec2:*"), exempt=Exempt.NOBODY)
    claims = failed(guarded_by(organization, with_one_more(forgetful)))
    assert {"administrator can look at networks"} <= claims


def test_a_guardrail_that_stops_ordinary_work_is_found_yet_binds_no_service_linked_role(
    organization: Organization,
) -> None:
    total = Guardrail(sid="Total", actions=("*",))
    claims = failed(guarded_by(organization, with_one_more(total)))
    assert {"administrator can make a bucket", "administrator can look at roles"} <= claims
    assert not [claim for claim in claims if claim.startswith("AWSServiceRoleFor")]


def test_a_guardrail_that_stops_the_deployment_is_found(organization: Organization) -> None:
    blocking = Guardrail(sid="Blocking", actions=("iam:CreateRole", "s3:CreateBucket"), exempt=Exempt.NOBODY)
    found = proofs(organization, with_one_more(blocking), "organization", "logging", "accounts", "guardrails")
    claims = failed(found)
    assert {
        "guardrails let OrganizationAccountAccessRole deploy",
        "guardrails let landing-zone-deploy deploy",
    } <= claims
    tried = {proof.claim for proof in found}
    assert {f"a bounded role {attempt.name}" for attempt, _ in BOUNDED} <= tried - claims


@pytest.fixture(scope="module")
def while_suspended(organization: Organization) -> list[Proof]:
    """The proofs under all guardrails of the organization, one account of which is suspended."""
    moved = organization.accounts["sandbox-data"].model_copy(update={"unit": SUSPENDED})
    suspended = organization.model_copy(update={"accounts": {**organization.accounts, "sandbox-data": moved}})
    return guarded_by(suspended, catalogue())


def test_a_suspended_account_can_do_nothing_and_is_not_expected_to_work(while_suspended: list[Proof]) -> None:
    assert failed(while_suspended) == set()
    (proof,) = [each for each in while_suspended if each.claim == "administrator can't work in a suspended account"]
    assert proof.account == "sandbox-data"
    assert not [each for each in while_suspended if each.account == "sandbox-data" and " can make" in each.claim]


# No call of an SDK can try these: plain HTTP, a permission beside another call, and what only the console does. The
# data perimeter is about strangers, who have no account here; tests/components/test_perimeter.py tries it.
UNTRIED = {
    *("DenyPlainHttpToData", "DenyPassingLandingZoneRoles", "DenyCloseOfAccount", "DenyCarryingDataOut"),
    *("DenyServicesForUntrustedAccounts", "DenyUntrustedIdentities", "DenyUntrustedNetworks"),
}


def test_every_guardrail_denies_something_that_is_tried(while_suspended: list[Proof]) -> None:
    decided = {
        match[1] for proof in while_suspended if (match := re.search(r"explicit deny.*statement (\w+)", proof.seen))
    }
    stated = {guardrail.sid for control in catalogue() for guardrail in control.guardrails}
    assert stated - decided == UNTRIED
