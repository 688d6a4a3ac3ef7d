"""Rehearse an organization: all layers on the embedded AWS, judged by the controls, checked for reality, proved."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import stacks
from organizations.model import Organization
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._evaluation import Judge, Outcome
from policy_packs.guardrails.controls._model import Tier
from policy_packs.guardrails.controls._resources import Resource, Stack
from policy_packs.guardrails.controls._selection import Selection
from policy_packs.guardrails.controls._verdicts import parameters
from stacks._settings import pack_settings

from . import reality
from .aws import EmbeddedAws
from .graph import Graph, Node
from .handlers import State
from .monitor import run_program
from .proofs import Proof, prove
from .travels import findings_reach_people

Progress = Callable[[str, Node | None], None]
Configuration = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Violation:
    """What a control or a reality check has against a resource."""

    control: str
    urn: str
    level: str
    message: str


@dataclass
class Rehearsal:
    """What a rehearsal found; `seconds` by phase, with their total.

    tier: by whose controls the resources are judged.
    """

    organization: Organization
    tier: Tier = Tier.STANDARD
    graph: Graph = field(default_factory=Graph)
    violations: list[Violation] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def failed_proofs(self) -> list[Proof]:
        return [proof for proof in self.proofs if not proof.held]

    @property
    def clean(self) -> bool:
        """Whether nothing is violated, be it mandatory or advice, and every proof held."""
        return not self.failed_proofs and not self.violations

    def by_state(self) -> Counter[State]:
        """How many resources ended in each state."""
        return Counter(node.state for node in self.graph.resources() if node.state)

    def as_json(self) -> dict[str, Any]:
        """The whole result as one plain object."""
        states = self.by_state()
        by_type: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for node in self.graph.resources():
            by_type[node.type][str(node.state)] += 1
        return {
            "organization": self.organization.name,
            "accounts": len(self.organization.accounts),
            "regions": list(self.organization.regions),
            "resources": {
                "total": states.total(),
                **{state.value: states[state] for state in State},
                "by_type": {token: dict(counts) for token, counts in sorted(by_type.items())},
            },
            "tier": self.tier.value,
            "violations": [vars(violation) for violation in self.violations],
            "proofs": {
                "total": len(self.proofs),
                "failed": [{"name": proof.name, "seen": proof.seen} for proof in self.failed_proofs],
            },
            "seconds": {"total": round(sum(self.seconds.values()), 2)}
            | {phase: round(seconds, 2) for phase, seconds in self.seconds.items()},
        }


def rehearse(
    organization: Organization,
    aws: EmbeddedAws,
    progress: Progress = lambda *_: None,
    *,
    tier: Tier | None = None,
) -> Rehearsal:
    """Deploy every layer of the organization into the embedded AWS, then judge, check and prove the result.

    tier says by which controls: the file's unless given. progress is told the phase, and each resource as it is made.

    Raises:
        twin.monitor.ProgramError: resources that AWS would refuse.
        components.guardrails.GuardrailError: guardrails that don't fit AWS's quotas.
    """
    tier = tier or Tier(organization.tier)
    result = Rehearsal(organization, tier)

    @contextmanager
    def phase(name: str) -> Iterator[None]:
        progress(name, None)
        start = time.perf_counter()
        yield
        result.seconds[name] = time.perf_counter() - start

    with phase("deploy"):
        result.graph = run_program(
            lambda: stacks.deploy(organization, organization.name),
            aws,
            stack=organization.name,
            home_region=organization.home_region,
            progress=lambda node: progress("deploy", node),
        )
    with phase("judge"):
        result.violations += judge(result.graph, settings(organization), tier)
    with phase("check"):
        result.violations += [
            Violation(f"reality.{broken.check}", broken.urn, "mandatory", broken.message)
            for broken in reality.check(result.graph, organization)
        ]
    with phase("prove"):
        result.proofs += prove(aws, organization, result.graph)
        result.proofs += findings_reach_people(organization, result.graph)
    return result


def judge(graph: Graph, configuration: Configuration | None = None, tier: Tier = Tier.STANDARD) -> Iterator[Violation]:
    """The violations of the controls that the tier asks for, as the policy pack would report them.

    A control that can't decide although every value is known counts as violated: nothing is left unjudged.
    """
    controls = Selection(tier=tier).of(catalogue())
    judge = Judge(controls, parameters(controls, configuration or {}))
    planned = [_judged(node, outputs=False) for node in graph]
    stack = Stack(_judged(node, outputs=True) for node in graph)
    for findings in (*map(judge.resource, planned), judge.stack(stack)):
        for finding in findings:
            level = "mandatory" if finding.control.mandatory or finding.outcome is not Outcome.FAIL else "advisory"
            yield Violation(finding.control.id, finding.urn, level, finding.message)


def settings(organization: Organization) -> Configuration:
    """The configuration of the pack that follows from the organization file."""
    return {
        **pack_settings(organization),
        # What is rehearsed may still have stand-ins for people; the pack refuses them on a deploy.
        "account.alternate-contacts": {"placeholderDomains": [], "placeholderNumbers": []},
    }


def _judged(node: Node, *, outputs: bool) -> Resource:
    """The node as a resource policy (inputs) or a stack policy (outputs) is shown it by the engine."""
    properties = {**node.outputs, "id": node.id} if outputs else node.inputs
    return Resource(
        node.type,
        properties,
        urn=node.urn,
        name=node.name,
        protect=node.protect,
        parent=node.parent,
        provider=node.provider.rpartition("::")[0],
        property_dependencies=node.property_dependencies,
    )
