"""What every reality check is: a rule over one resource, in the light of the whole graph.

A rule reads through `Block`, so it can't trip over a value of an unexpected shape: the shape is what gets reported.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from organizations.model import Organization
from policy_packs.guardrails.controls._properties import Block, Undecided

from ..graph import Graph, Node

# In the types of an invariant: every resource of AWS.
EVERY = "*"
PROVIDER = "pulumi:providers:aws"


@dataclass(frozen=True)
class Broken:
    """One invariant that one resource breaks: the check's id, the resource's URN, and what to do."""

    check: str
    urn: str
    message: str


class Subject(Block):
    """A resource under judgement: its inputs by the provider's names, and its node in the graph."""

    def __init__(self, node: Node) -> None:
        super().__init__(node.inputs)
        self.node = node

    @cached_property
    def outputs(self) -> Block:
        return Block(self.node.outputs, "outputs")

    @cached_property
    def every_text(self) -> tuple[tuple[str, str], ...]:
        """Every string of the inputs at any depth, with its path."""
        return tuple(self.strings())

    def parsed(self, name: str) -> Any:
        """The value of a provider's setting; the SDK sends its lists and objects as JSON text."""
        value = self.value(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise Undecided(name) from None


class Facts:
    """What an invariant looks up beyond its resource: the organization file, and the graph by type and by order."""

    def __init__(self, graph: Graph, organization: Organization) -> None:
        self.organization = organization
        self.graph = graph
        self.resources = tuple(Subject(node) for node in graph.resources())
        self._by_type: defaultdict[str, list[Subject]] = defaultdict(list)
        self._by_place: defaultdict[tuple[str, str, str], list[Subject]] = defaultdict(list)
        self._children: defaultdict[str, list[Subject]] = defaultdict(list)
        for subject in self.resources:
            self._by_type[subject.node.type].append(subject)
            self._by_place[subject.node.type, subject.node.account, subject.node.region].append(subject)
            self._children[subject.node.parent].append(subject)
        for node in graph.of_type(PROVIDER):
            self._by_type[PROVIDER].append(Subject(node))
        self._closures: dict[str, set[str]] = {}

    def of_type(self, *types: str) -> list[Subject]:
        """The resources of the given types, in the order of registration."""
        return [subject for type in types for subject in self._by_type.get(type, ())]

    def beside(self, subject: Subject, type: str) -> list[Subject]:
        """The resources of a type in the subject's account and region."""
        return self._by_place.get((type, subject.node.account, subject.node.region), [])

    def children(self, component: str) -> list[Subject]:
        """The resources that a component makes itself, by the component's URN."""
        return self._children.get(component, [])

    def waits_for(self, subject: Subject, other: Subject) -> bool:
        """Whether the subject is only made after the other one, directly or through others."""
        return other.node.urn in self.closure(subject)

    def closure(self, subject: Subject) -> set[str]:
        """The URNs of everything that the subject waits for."""
        urn = subject.node.urn
        if urn not in self._closures:
            self._closures[urn] = self.graph.closure(subject.node)
        return self._closures[urn]

    def alongside(self, subject: Subject, others: Iterable[Subject]) -> Subject | None:
        """The first of the others, up to the subject itself, that may be made while the subject is made."""
        for other in others:
            if other.node.urn == subject.node.urn:
                return None
            if not self.waits_for(subject, other) and not self.waits_for(other, subject):
                return other
        return None

    @cached_property
    def is_whole(self) -> bool:
        """Whether the graph holds the organization itself, so that what it lacks exists nowhere else."""
        return bool(self.of_type("aws:organizations/organization:Organization"))

    @cached_property
    def account_ids(self) -> Mapping[str, str]:
        """The ids of the organization's accounts by name, as far as they are known."""
        ids = {name: account.id for name, account in self.organization.accounts.items() if account.id}
        made = self.of_type("aws:organizations/account:Account")
        return ids | {str(account.node.inputs.get("name")): account.node.id for account in made}

    @cached_property
    def known_accounts(self) -> frozenset[str]:
        """The ids of the organization's accounts."""
        return frozenset(self.account_ids.values())

    @property
    def management(self) -> str:
        """The id of the management account."""
        return self.account_ids.get(self.organization.foundation.management, "")

    @cached_property
    def organization_id(self) -> str:
        """The id of the organization; empty when the graph doesn't hold it."""
        return next((each.node.id for each in self.of_type("aws:organizations/organization:Organization")), "")

    def name_of(self, account_id: str) -> str:
        """An account's name, or its id when the organization has no such account."""
        return next((name for name, id in self.account_ids.items() if id == account_id), account_id)


Rule = Callable[[Subject, Facts], Iterator[str]]


@dataclass(frozen=True)
class Invariant:
    """One thing that must hold on AWS: what, in one sentence, of which types, and where AWS or Pulumi says so.

    rule: yields one message for each way in which a resource breaks it.
    """

    id: str
    sentence: str
    source: str
    types: tuple[str, ...]
    rule: Rule


_REGISTERED: dict[str, Invariant] = {}


def invariant(*types: str, source: str) -> Callable[[Rule], Rule]:
    """Register a rule as an invariant of the types: its name is the id, its docstring the sentence."""

    def register(rule: Rule) -> Rule:
        id = rule.__name__.replace("_", "-")
        _REGISTERED[id] = Invariant(id, (rule.__doc__ or "").partition("\n")[0], source, types, rule)
        return rule

    return register


@cache
def invariants() -> tuple[Invariant, ...]:
    """Every invariant, by id: those of all modules of this package."""
    package = importlib.import_module(__name__.rpartition(".")[0])
    for module_info in pkgutil.iter_modules(package.__path__, prefix=f"{package.__name__}."):
        importlib.import_module(module_info.name)
    return tuple(_REGISTERED[id] for id in sorted(_REGISTERED))


def check(graph: Graph, organization: Organization) -> list[Broken]:
    """Judge the whole graph by every invariant."""
    facts = Facts(graph, organization)
    return [broken for each in invariants() for broken in judge(each, facts)]


def judge(each: Invariant, facts: Facts) -> Iterator[Broken]:
    """What breaks one invariant; a resource whose values have another shape than the provider documents does too."""
    for subject in facts.resources if EVERY in each.types else facts.of_type(*each.types):
        try:
            for message in each.rule(subject, facts):
                yield Broken(each.id, subject.node.urn, message)
        except Undecided as reason:
            message = problem(
                f"{reason} can't be read",
                got="another shape than the provider documents",
                expected="its type",
                do="correct it",
            )
            yield Broken(each.id, subject.node.urn, message)


def problem(what: str, *, got: object, expected: str, do: str) -> str:
    """A message in the words that every problem is told in."""
    return f"{what}; got {got}, expected {expected}; {do}"


def listed(values: Sequence[str], most: int = 3) -> str:
    """The first few of many values."""
    more = len(values) - most
    return ", ".join(values[:most]) + (f" and {more} more" if more > 0 else "")
