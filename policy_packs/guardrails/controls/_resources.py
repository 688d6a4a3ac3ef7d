"""What a rule judges: one resource, or the stack that it stands in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, TypeVarTuple

from ._properties import UNKNOWN, Block, Undecided

Item = TypeVar("Item")
Arguments = TypeVarTuple("Arguments")

# Outputs and inputs by which a side resource may name the resource that it configures.
_IDENTIFIERS = ("id", "arn", "bucket", "name", "keyId", "url")
# Ids that AWS gives, such as subnet-0a1b2c3d.
_ASSIGNED = re.compile(r"[a-z-]+-(?:[0-9a-f]{8}|[0-9a-f]{17})")


class Resource(Block):
    """One resource as the engine describes it: type token, URN, logical name, properties and options."""

    __slots__ = (
        "dependencies",
        "ignore_changes",
        "name",
        "parameters",
        "parent",
        "property_dependencies",
        "protect",
        "provider",
        "type",
        "urn",
    )

    def __init__(
        self,
        type: str,
        properties: Mapping[str, Any],
        *,
        urn: str = "",
        name: str = "",
        protect: bool = False,
        parent: str = "",
        provider: str = "",
        property_dependencies: Mapping[str, tuple[str, ...]] | None = None,
        dependencies: tuple[str, ...] = (),
        ignore_changes: tuple[str, ...] = (),
        parameters: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(properties)
        self.type = type
        self.urn = urn
        self.name = name
        self.protect = protect
        self.parent = parent
        self.provider = provider
        self.property_dependencies = property_dependencies or {}
        self.dependencies = dependencies
        self.ignore_changes = ignore_changes
        self.parameters = parameters or {}

    def with_parameters(self, parameters: Mapping[str, Any]) -> Resource:
        """The same resource, seen with the parameters of one control."""
        return Resource(
            self.type,
            self._values,
            urn=self.urn,
            name=self.name,
            protect=self.protect,
            parent=self.parent,
            provider=self.provider,
            property_dependencies=self.property_dependencies,
            dependencies=self.dependencies,
            ignore_changes=self.ignore_changes,
            parameters=parameters,
        )

    def identifiers(self) -> set[str]:
        """The known strings by which another resource can refer to this one."""
        values = (self._values.get(name) for name in _IDENTIFIERS)
        return {value for value in values if isinstance(value, str) and value}

    def is_anonymous(self) -> bool:
        """Whether another resource may refer to this one by a string that isn't known yet."""
        return not self.identifiers() and any(self._values.get(name) is UNKNOWN for name in _IDENTIFIERS)

    def sources(self) -> set[str]:
        """The URNs of what the resource's own name is made from."""
        return {urn for name in _IDENTIFIERS for urn in self.property_dependencies.get(name, ())}


class Stack:
    """All resources of a stack, indexed once for all rules.

    Whatever a rule asks for each resource is answered from an index: what looks through the stack for each of its
    resources takes ever longer for each. `once` keeps what a rule computes for itself.
    """

    def __init__(self, resources: Iterable[Resource]) -> None:
        self.resources = tuple(resources)
        self.by_urn: Mapping[str, Resource] = {resource.urn: resource for resource in self.resources}
        self._by_type: defaultdict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources:
            self._by_type[resource.type].append(resource)
        self._computed: dict[tuple[object, ...], Any] = {}

    def of_type(self, *types: str) -> Sequence[Resource]:
        """The resources of the given type tokens, in the engine's order."""
        return self.once(_of_type, types) if len(types) != 1 else self._by_type.get(types[0], [])

    def types(self) -> Iterable[str]:
        """The type tokens that occur in the stack."""
        return self._by_type.keys()

    def beside(self, resource: Resource, *types: str) -> Sequence[Resource]:
        """The resources of the types that the same provider makes: in the same account, whose region may differ."""
        return self.once(_by_provider, types).get(resource.provider, ())

    def sidecars(self, resource: Resource, *types: str, by: str, every: bool = False) -> list[Resource]:
        """The resources of the types that configure the given one through the property `by`, or name it in that list.

        They are joined by the property's dependency, since the identifier is unknown at preview, and by equal
        identifier. A dependency on another side resource counts too: it passes the identifier on. Where a dependency
        and an identifier say different things, the identifier is right; of resources of one name, the dependency tells
        which is meant.

        by: the property, or a dotted path to a nested one.
        every: whether some of them are not enough, since the rule judges what they say together.

        Raises:
            Undecided: none was found, or every one is asked for, yet one exists whose target is unknown and not
                declared as a dependency, or that may name the resource, whose own name is unknown.
        """
        joins = [self.once(_Join, type, by, resource.type) for type in types]
        found = {sidecar.urn: sidecar for join in joins for sidecar in join.of(resource)}
        if (every or not found) and any(join.may_lack(resource) for join in joins):
            raise Undecided(by)
        return list(found.values())

    def targets(self, sidecar: Resource, by: str, *types: str) -> list[Resource]:
        """The resources of the types that the given one configures through the property `by`: `sidecars` in reverse.

        None when it isn't in the stack.

        Raises:
            Undecided: none was found, yet the target is unknown and not declared as a dependency, or may be one whose
                own name is unknown.
        """
        if not self.of_type(*types):
            return []
        reference = _reference(self, sidecar, by, types)
        if not reference.targets and (reference.is_open or reference.may_mean(*self.once(_anonymous, types))):
            raise Undecided(by)
        return reference.targets

    def reference(self, resource: Resource, by: str, *types: str) -> str | tuple[str, ...]:
        """What the property refers to, to tell which resources refer to the same: URNs in the stack, or else the text.

        Raises:
            Undecided: neither is known.
        """
        targets = self.targets(resource, by, *types)
        return tuple(sorted(target.urn for target in targets)) or resource.text(by)

    def once(self, compute: Callable[[Stack, *Arguments], Item], *arguments: *Arguments) -> Item:
        """What a function of the stack, and of hashable arguments, gives; computed once for all rules and resources.

        Raises:
            Undecided: the function did, when it was first asked.
        """
        key = (compute, *arguments)
        if key not in self._computed:
            try:
                self._computed[key] = compute(self, *arguments)
            except Undecided as reason:
                self._computed[key] = reason
        result = self._computed[key]
        if isinstance(result, Undecided):
            raise Undecided(*result.args)
        known: Item = result
        return known


def _of_type(stack: Stack, types: tuple[str, ...]) -> Sequence[Resource]:
    return [resource for type in types for resource in stack.of_type(type)]


def _by_provider(stack: Stack, types: tuple[str, ...]) -> Mapping[str, list[Resource]]:
    found: defaultdict[str, list[Resource]] = defaultdict(list)
    for resource in stack.of_type(*types):
        found[resource.provider].append(resource)
    return found


def _by_identifier(stack: Stack, types: tuple[str, ...]) -> Mapping[str, dict[str, Resource]]:
    found: defaultdict[str, dict[str, Resource]] = defaultdict(dict)
    for resource in stack.of_type(*types):
        for identifier in resource.identifiers():
            found[identifier][resource.urn] = resource
    return found


def _anonymous(stack: Stack, types: tuple[str, ...]) -> tuple[bool, frozenset[str]]:
    """Whether the stack has resources of the types whose names are unknown, and what the names are made from."""
    found = [resource for resource in stack.of_type(*types) if resource.is_anonymous()]
    return bool(found), frozenset(urn for resource in found for urn in resource.sources())


class _Reference(NamedTuple):
    """What a property of a side resource says of its targets.

    targets: those that it names or depends on.
    is_open: whether there are more unknown values than dependencies, so that the target may be anything.
    is_literal: whether there are more values than dependencies, and a text that may be the name of anything; AWS's own
        ids are those of what exists already.
    sources: the other resources that an unknown value is made from.
    """

    targets: list[Resource]
    is_open: bool
    is_literal: bool
    sources: frozenset[str]

    def may_mean(self, is_anonymous: bool, sources: Iterable[str]) -> bool:
        """Whether it may name what has no known name, and whose name is made from these."""
        return is_anonymous and (self.is_literal or not self.sources.isdisjoint(sources))


def _reference(stack: Stack, sidecar: Resource, by: str, types: tuple[str, ...]) -> _Reference:
    name, *path = by.split(".")
    urns = _dependencies(stack, sidecar, name, types)
    declared = {urn for urn in urns if urn in stack.by_urn and stack.by_urn[urn].type in types}
    identified = stack.once(_by_identifier, types)
    values = list(_values(sidecar._values.get(name), path))
    unknown = values.count(UNKNOWN)
    found: dict[str, Resource] = {}
    others: list[str] = []
    for text in values:
        named = {} if text is UNKNOWN else identified.get(text, {})
        found |= {urn: named[urn] for urn in declared.intersection(named)} or named
        others += [] if named or text is UNKNOWN else [text]
    if unknown or others or not values:
        found |= {urn: stack.by_urn[urn] for urn in sorted(declared)}
    dependencies = len(sidecar.property_dependencies.get(name, ()))
    return _Reference(
        targets=list(found.values()),
        is_open=unknown > dependencies,
        is_literal=len(values) > dependencies and not all(map(_ASSIGNED.fullmatch, others)),
        sources=frozenset(urns - declared) if unknown else frozenset(),
    )


def _dependencies(stack: Stack, sidecar: Resource, name: str, types: Sequence[str]) -> set[str]:
    """The URNs that the property depends on, and those from which these have the same property.

    types: those of targets; the name of a target may be made from another's, which passes nothing on.
    """
    found: set[str] = set()
    waiting = set(sidecar.property_dependencies.get(name, ()))
    while waiting:
        urn = waiting.pop()
        found.add(urn)
        if urn in stack.by_urn and stack.by_urn[urn].type not in types:
            waiting |= set(stack.by_urn[urn].property_dependencies.get(name, ())) - found
    return found


def _values(value: object, path: Sequence[str]) -> Iterator[Any]:
    """The texts and unknown values at a path, of every item of the lists on the way."""
    if isinstance(value, list):
        for item in value:
            yield from _values(item, path)
    elif isinstance(value, Mapping):
        if path:
            yield from _values(value.get(path[0]), path[1:])
    elif value is UNKNOWN or (isinstance(value, str) and not path):
        yield value


class _Join:
    """Side resources of one type, by the URN of what they configure, which is of another."""

    def __init__(self, stack: Stack, type: str, by: str, of: str) -> None:
        self._by_urn: defaultdict[str, list[Resource]] = defaultdict(list)
        self._is_open = False
        self._is_literal = False
        self._sources: set[str] = set()
        for sidecar in stack.of_type(type):
            reference = _reference(stack, sidecar, by, (of,))
            for target in reference.targets:
                self._by_urn[target.urn].append(sidecar)
            self._is_open |= reference.is_open
            self._is_literal |= reference.is_literal
            self._sources |= reference.sources

    def of(self, resource: Resource) -> list[Resource]:
        """What is known to configure the resource."""
        return self._by_urn.get(resource.urn, [])

    def may_lack(self, resource: Resource) -> bool:
        """Whether something else may configure the resource."""
        if self._is_open:
            return True
        return resource.is_anonymous() and (self._is_literal or not self._sources.isdisjoint(resource.sources()))
