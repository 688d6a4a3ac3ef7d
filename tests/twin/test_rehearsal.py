"""A rehearsal goes through its phases in order, and its verdict is no milder than what was found.

Not proven here: what the controls, the reality checks and the proofs find; their own tests are about that.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

import stacks
import twin.rehearsal
from organizations.loading import load
from organizations.model import Organization
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import Control, ResourceRule, Severity, StackRule
from policy_packs.guardrails.controls._properties import Undecided
from policy_packs.guardrails.controls._resources import Resource, Stack
from policy_packs.guardrails.controls._verdicts import parameters
from twin import reality
from twin.aws import EmbeddedAws
from twin.graph import Graph, Node
from twin.handlers import State
from twin.proofs import Proof
from twin.reality import Broken
from twin.rehearsal import Rehearsal, Violation, judge, rehearse, settings

QUEUE = "aws:sqs/queue:Queue"
URN = f"urn:pulumi:example::landing-zone::{QUEUE}::orders"


@dataclass(frozen=True)
class Rehearsed:
    """A rehearsal with what it told of its progress."""

    result: Rehearsal
    told: list[tuple[str, Node | None]]


@pytest.fixture(scope="module")
def organization() -> Organization:
    return load(Path(__file__).parents[2] / "organizations" / "example.yaml")


@pytest.fixture(scope="module")
def rehearsed(organization: Organization) -> Rehearsed:
    told: list[tuple[str, Node | None]] = []
    with pytest.MonkeyPatch.context() as patch, EmbeddedAws("111122223333") as aws:
        patch.setattr(stacks, "LAYERS", ("organization", "guardrails"))
        result = rehearse(organization, aws, lambda phase, node: told.append((phase, node)))
    return Rehearsed(result, told)


def queues() -> Graph:
    """A graph of one queue, planned with one delay and made with another."""
    graph = Graph()
    graph.add(
        Node(
            urn=URN,
            type=QUEUE,
            name="orders",
            inputs={"name": "orders", "delaySeconds": 1},
            outputs={"name": "orders", "delaySeconds": 2},
            id="q-1",
            state=State.EXECUTED,
        )
    )
    return graph


def control(rule: ResourceRule | StackRule, severity: Severity = Severity.LOW) -> Control:
    return Control(
        id="test.queues",
        title="Queues",
        practices=("iam.no-root",),
        severity=severity,
        why="For the test.",
        fix="mend it",
        rules=(rule,),
    )


def refuse(_: Resource) -> Iterator[str]:
    yield "the queue is wrong"


def hesitate(_: Resource) -> Iterator[str]:
    yield from ()
    raise Undecided("delaySeconds")


def stumble(_: Resource) -> Iterator[str]:
    yield from ()
    raise LookupError("a secret")


def judged(monkeypatch: pytest.MonkeyPatch, *controls: Control) -> list[Violation]:
    monkeypatch.setattr(twin.rehearsal, "catalogue", lambda: controls)
    return list(judge(queues()))


def test_progress_is_told_the_phases_in_order_and_every_resource_once(rehearsed: Rehearsed) -> None:
    assert [phase for phase, _ in groupby(phase for phase, _ in rehearsed.told)] == [
        "deploy",
        "judge",
        "check",
        "prove",
    ]
    starts = [phase for phase, node in rehearsed.told if node is None]
    assert starts == ["deploy", "judge", "check", "prove"] == list(rehearsed.result.seconds)
    told = [node.urn for _, node in rehearsed.told if node is not None]
    assert sorted(told) == sorted(node.urn for node in rehearsed.result.graph)


def test_the_example_is_clean_on_its_first_rehearsal(rehearsed: Rehearsed) -> None:
    assert rehearsed.result.clean
    assert (rehearsed.result.violations, rehearsed.result.failed_proofs) == ([], [])
    assert rehearsed.result.proofs


def test_every_resource_counts_in_one_state(rehearsed: Rehearsed) -> None:
    result = rehearsed.result
    states = result.by_state()
    assert set(states) <= set(State)
    assert states.total() == len(result.graph.resources()) > 0
    assert not [node for node in result.graph.resources() if not node.custom or node.type.startswith("pulumi:")]


def test_two_rehearsals_find_the_same(rehearsed: Rehearsed, organization: Organization) -> None:
    # Accounts are numbered by what they are, whatever else the process did before.
    with pytest.MonkeyPatch.context() as patch, EmbeddedAws("111122223333") as aws:
        patch.setattr(stacks, "LAYERS", ("organization", "guardrails"))
        again = rehearse(organization, aws)
    assert {**again.as_json(), "seconds": None} == {**rehearsed.result.as_json(), "seconds": None}
    accounts = "aws:organizations/account:Account"
    assert [node.id for node in again.graph.of_type(accounts)] == [
        node.id for node in rehearsed.result.graph.of_type(accounts)
    ]


def test_what_reality_would_punish_is_a_mandatory_violation(
    organization: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stacks, "LAYERS", ())
    monkeypatch.setattr(twin.rehearsal, "prove", lambda *_: [])
    monkeypatch.setattr(reality, "check", lambda *_: [Broken("names", URN, "taken; choose another")])
    with EmbeddedAws("111122223333") as aws:
        result = rehearse(organization, aws)
    expected = Violation("reality.names", URN, "mandatory", "taken; choose another")
    assert expected in result.violations
    assert not result.clean


@pytest.mark.parametrize(
    ("severity", "level"),
    [
        (Severity.CRITICAL, "mandatory"),
        (Severity.HIGH, "mandatory"),
        (Severity.MEDIUM, "advisory"),
        (Severity.LOW, "advisory"),
    ],
)
def test_the_severity_decides_on_the_level(monkeypatch: pytest.MonkeyPatch, severity: Severity, level: str) -> None:
    found = judged(monkeypatch, control(ResourceRule((QUEUE,), refuse), severity))
    assert found == [Violation("test.queues", URN, level, "the queue is wrong; mend it")]


@pytest.mark.parametrize(
    ("check", "message"),
    [(hesitate, "waits for the value of delaySeconds"), (stumble, "could not judge: LookupError")],
)
def test_a_control_that_does_not_decide_is_mandatory_whatever_its_severity(
    monkeypatch: pytest.MonkeyPatch, check: Callable[[Resource], Iterator[str]], message: str
) -> None:
    (found,) = judged(monkeypatch, control(ResourceRule((QUEUE,), check)))
    assert (found.control, found.urn, found.level) == ("test.queues", URN, "mandatory")
    assert message in found.message
    assert "a secret" not in found.message


def test_rules_see_what_was_planned_and_rules_of_stacks_what_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def planned(resource: Resource) -> Iterator[str]:
        yield f"planned {resource.number('delaySeconds')} {'id' in resource}"

    def made(resource: Resource, stack: Stack) -> Iterator[str]:
        yield f"made {resource.number('delaySeconds')} {resource.text('id')} of {len(stack.of_type(QUEUE))}"

    found = judged(monkeypatch, control(ResourceRule((QUEUE,), planned)), control(StackRule((QUEUE,), made)))
    assert [each.message for each in found] == ["planned 1 False; mend it", "made 2 q-1 of 1; mend it"]


def test_a_rehearsal_without_findings_is_clean(organization: Organization) -> None:
    assert Rehearsal(organization, proofs=[Proof("it holds", "security", (), True, "denied")]).clean


@pytest.mark.parametrize("level", ["advisory", "mandatory"])
def test_one_violation_is_enough_whatever_its_level(organization: Organization, level: str) -> None:
    assert not Rehearsal(organization, violations=[Violation("test.queues", URN, level, "wrong; mend it")]).clean


def test_one_failed_proof_is_enough(organization: Organization) -> None:
    holds = Proof("it holds", "security", (), True, "denied")
    fails = Proof("it fails", "security", (), False, "not denied")
    result = Rehearsal(organization, proofs=[holds, fails])
    assert not result.clean
    assert result.failed_proofs == [fails]
    assert result.as_json()["proofs"] == {"total": 2, "failed": [{"name": "it fails: security", "seen": "not denied"}]}


def test_violations_and_seconds_are_told_as_plain_data(organization: Organization) -> None:
    violation = Violation("test.queues", URN, "advisory", "wrong; mend it")
    plain = Rehearsal(
        organization, graph=queues(), violations=[violation], seconds={"deploy": 1.006, "prove": 0.5}
    ).as_json()
    assert json.loads(json.dumps(plain)) == plain
    assert plain["violations"] == [
        {"control": "test.queues", "urn": URN, "level": "advisory", "message": "wrong; mend it"}
    ]
    assert plain["seconds"] == {"total": 1.51, "deploy": 1.01, "prove": 0.5}
    assert plain["resources"] == {
        "total": 1,
        "executed": 1,
        "checked": 0,
        "recorded": 0,
        "by_type": {QUEUE: {"executed": 1}},
    }


def test_the_regions_of_the_file_go_before_the_defaults_of_the_control(organization: Organization) -> None:
    fewer = organization.model_copy(update={"regions": ("eu-west-1",)})
    found = parameters(catalogue(), settings(fewer))
    assert found["organizations.regions-allowed"] == {"regions": ["eu-west-1"]}
    assert found["securityhub.findings-aggregated"] == {"regions": ["eu-west-1"]}


def test_proofs_have_names_of_their_own(rehearsed: Rehearsed) -> None:
    names = Counter(proof.name for proof in rehearsed.result.proofs)
    assert [name for name, count in names.items() if count > 1] == []
