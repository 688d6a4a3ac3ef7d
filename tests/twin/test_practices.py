"""What is said of the practices follows from what was rehearsed: what is taken away is missed, what is there is found.

Not proven: that what a practice is shown by is enough of it; that is what reviewers of the table judge.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from organizations.loading import load
from policy_packs.guardrails.controls import _practices as vocabulary
from policy_packs.guardrails.controls._model import Tier
from tests.organizations.conftest import EXAMPLE
from twin import schema
from twin.graph import Graph, Node
from twin.practices import COLUMNS, PRACTICES, Standing, standings
from twin.proofs import Proof
from twin.rehearsal import Rehearsal, Violation

ORGANIZATION = load(EXAMPLE)
ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment"


def node(type: str, name: str = "some", *, account: str = "", region: str = "", id: str = "", **inputs: object) -> Node:
    urn = f"urn:pulumi:example::landing-zone::{type}::{account}-{region}-{name}"
    return Node(urn, type, name, inputs, {}, id=id, account=account, region=region)


def rehearsed(*nodes: Node, proofs: tuple[Proof, ...] = (), violations: tuple[Violation, ...] = ()) -> Rehearsal:
    graph = Graph()
    for each in nodes:
        graph.add(each)
    return Rehearsal(ORGANIZATION, Tier.STANDARD, graph, list(violations), list(proofs))


def of(id: str, rehearsal: Rehearsal) -> Standing:
    return next(each for each in standings(rehearsal) if each.id == id)


def test_every_practice_is_judged_and_no_other() -> None:
    assert set(PRACTICES) == vocabulary.PRACTICES


@pytest.mark.parametrize("id", PRACTICES)
def test_what_a_practice_is_shown_by_can_exist(id: str) -> None:
    practice = PRACTICES[id]
    assert practice.asks <= set(COLUMNS)
    for need in (*practice.built, *practice.answered, *practice.detected):
        token = need.partition("=")[0]
        if token.startswith("aws:"):
            assert schema.inputs(token)


def test_nothing_is_built_in_an_empty_rehearsal() -> None:
    for each in standings(rehearsed()):
        by_verb = all(need.startswith("verb:") for need in PRACTICES[each.id].built)
        assert by_verb or each.holds["built"] is False
        assert each.holds["proven"] in (False, None)
        assert each.holds["guarded"] in (False, None)


def test_it_is_built_when_all_that_it_needs_is_there() -> None:
    trail = node("aws:cloudtrail/trail:Trail")
    assert of("account.cloudtrail", rehearsed(trail)).holds["built"] is True


def test_a_violation_of_its_controls_leaves_it_unbuilt() -> None:
    trail = node("aws:cloudtrail/trail:Trail")
    broken = Violation("cloudtrail.trail-complete", trail.urn, "mandatory", "no")
    assert of("account.cloudtrail", rehearsed(trail, violations=(broken,))).holds["built"] is False


def test_what_belongs_into_every_account_is_missed_in_one() -> None:
    accounts = [node("aws:organizations/account:Account", str(number), id=f"{number:012}") for number in (1, 2)]
    ids = ["000000000001", "000000000002", ORGANIZATION.accounts["management"].id or ""]
    policies = [node("aws:iam/accountPasswordPolicy:AccountPasswordPolicy", account=id) for id in ids]
    assert of("account.password-policy", rehearsed(*accounts, *policies)).holds["built"] is True
    lacking = of("account.password-policy", rehearsed(*accounts, *policies[1:]))
    assert lacking.holds["built"] is False
    assert "missing in 1 places" in " ".join(lacking.evidence)


def test_a_name_that_is_asked_for_must_be_the_resources() -> None:
    needed = [
        node("aws:iam/policy:Policy", name="landing-zone-boundary"),
        node("aws:ssoadmin/permissionSet:PermissionSet"),
    ]
    right = [replace(needed[0], inputs={"name": "landing-zone-boundary"}), needed[1]]
    wrong = [replace(needed[0], inputs={"name": "other"}), needed[1]]
    assert of("iam.least-privilege", rehearsed(*right)).holds["built"] is True
    assert of("iam.least-privilege", rehearsed(*wrong)).holds["built"] is False


def test_a_guardrail_counts_once_it_is_attached() -> None:
    content = json.dumps({"Statement": [{"Sid": "DenyLeaveOrganization", "Effect": "Deny"}]})
    policy = node("aws:organizations/policy:Policy", id="p-1", content=content)
    assert of("account.organizations", rehearsed(policy)).holds["guarded"] is False
    attached = of("account.organizations", rehearsed(policy, node(ATTACHMENT, policyId="p-1")))
    assert attached.holds["guarded"] is True
    assert "attached DenyLeaveOrganization" in " ".join(attached.evidence)


def test_a_failed_proof_proves_nothing() -> None:
    def proof(*, held: bool) -> Proof:
        return Proof("root can't act", "network", ("iam.no-root",), held, "seen")

    assert of("iam.no-root", rehearsed(proofs=(proof(held=True),))).holds["proven"] is True
    assert of("iam.no-root", rehearsed(proofs=(proof(held=True), proof(held=False)))).holds["proven"] is False


def test_detection_is_what_was_deployed() -> None:
    pack = "aws:cfg/organizationConformancePack:OrganizationConformancePack"
    template = {
        "Resources": {"One": {"Properties": {"Source": {"SourceIdentifier": "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS"}}}}
    }
    assert of("iam.mfa", rehearsed()).holds["detected"] is False
    assert of("iam.mfa", rehearsed(node(pack, templateBody=json.dumps(template)))).holds["detected"] is True


@pytest.mark.parametrize(("disabled", "detected"), [([], True), (["Config.1"], False)])
def test_a_check_of_security_hub_counts_unless_it_is_disabled(disabled: list[str], detected: bool) -> None:
    policy = {
        "serviceEnabled": True,
        "enabledStandardArns": ["arn:aws:securityhub:us-east-1::standards/aws-foundational"],
        "securityControlsConfiguration": {"disabledControlIdentifiers": disabled},
    }
    hub = node("aws:securityhub/configurationPolicy:ConfigurationPolicy", configurationPolicy=policy)
    assert of("account.config", rehearsed(hub)).holds["detected"] is detected


def test_every_practice_that_asks_for_it_is_enforced_by_an_example_that_is_refused() -> None:
    said = of("application.secrets", rehearsed())
    assert said.holds["enforced"] is True
    assert any(line.startswith("enforced: ") and " controls refused an example" in line for line in said.evidence)


def test_it_is_in_force_when_all_that_is_asked_for_holds() -> None:
    def asked(**holds: bool) -> Standing:
        return Standing("some", dict.fromkeys(COLUMNS) | holds, ())

    assert asked(built=True, proven=True).in_force
    assert not asked(built=True, proven=False).in_force
    assert asked(built=True).as_json()["guarded"] is None
