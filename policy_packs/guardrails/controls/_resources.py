"""What a rule judges: one resource, or the stack that it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from ._properties import UNKNOWN, Block, Undecided

Item = TypeVar("Item")

# Outputs and inputs by which a side resource may name the resource that it configures.
_IDENTIFIERS = ("id", "arn", "bucket", "name", "keyId", "url")


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


class Stack:
    """All resources of a stack, indexed once for all rules."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self.resources = tuple(resources)
        self._by_type: defaultdict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources:
            self._by_type[resource.type].append(resource)
        self._by_urn = {resource.urn: resource for resource in self.resources}
        self._computed: dict[Callable[[Stack], Any], Any] = {}
        self._joins: dict[tuple[str, str, str], _Join] = {}

    def of_type(self, *types: str) -> list[Resource]:
        """The resources of the given type tokens, in the engine's order."""
        return [resource for type in types for resource in self._by_type.get(type, ())]

    def types(self) -> Iterable[str]:
        """The type tokens that occur in the stack."""
        return self._by_type.keys()

    def sidecars(self, resource: Resource, type: str, by: str, *, every: bool = False) -> list[Resource]:
        """The resources of a type that configure the given one through the property `by`.

        They are joined by the property's dependency, since the identifier is unknown at preview, and by equal
        identifier. A dependency on another side resource counts too: it passes the identifier on.

        every: whether some of them are not enough, since the rule judges what they say together.

        Raises:
            Undecided: none was found, or every one is asked for, yet one exists whose target is unknown and not
                declared as a dependency, or that names its target while the resource's own name is unknown.
        """
        key = (resource.type, type, by)
        if key not in self._joins:
            self._joins[key] = _Join(self.of_type(type), by, self._by_urn, resource.type)
        return self._joins[key].of(resource, every=every)


    def targets(self, sidecar: Resource, by: str, *types: str) -> list[Resource]:
        """The resources of the types that the given one configures through the property `by`; none that isn't here.

        Raises:
            Undecided: the target is unknown and not declared as a dependency.
        """
        urns = _targets(sidecar, by, self._by_urn, of="")
        found = {urn: self._by_urn[urn] for urn in urns if urn in self._by_urn and self._by_urn[urn].type in types}
        value = sidecar._values.get(by)
        if isinstance(value, str):
            found |= {each.urn: each for each in self.once(_by_identifier).get(value, ()) if each.type in types}
        if value is UNKNOWN and not urns:
            raise Undecided(by)
        return list(found.values())

    def once(self, compute: Callable[[Stack], Item]) -> Item:
        """What a function of the whole stack gives, computed once for all rules and resources.

        A rule that looked through the stack for each resource would take ever longer for each.
        """
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        result: Item = self._computed[compute]
        return result


def _by_identifier(stack: Stack) -> Mapping[str, list[Resource]]:
    found: defaultdict[str, list[Resource]] = defaultdict(list)
    for resource in stack.resources:
        for identifier in resource.identifiers():
            found[identifier].append(resource)
    return found


class _Join:
    """Side resources of one type, by the URN and by the identifier of what they configure."""

    def __init__(self, sidecars: Iterable[Resource], by: str, resources: Mapping[str, Resource], of: str) -> None:
        self._by = by
        self._by_urn: defaultdict[str, list[Resource]] = defaultdict(list)
        self._by_identifier: defaultdict[str, list[Resource]] = defaultdict(list)
        self._unresolved = False
        self._only_named = False
        for sidecar in sidecars:
            targets = _targets(sidecar, by, resources, of)
            value = sidecar._values.get(by)
            for urn in targets:
                self._by_urn[urn].append(sidecar)
            if isinstance(value, str):
                self._by_identifier[value].append(sidecar)
            self._unresolved |= value is UNKNOWN and not targets
            self._only_named |= isinstance(value, str) and not targets

    def of(self, resource: Resource, *, every: bool) -> list[Resource]:
        found = {sidecar.urn: sidecar for sidecar in self._by_urn.get(resource.urn, ())}
        for identifier in resource.identifiers():
            found |= {sidecar.urn: sidecar for sidecar in self._by_identifier.get(identifier, ())}
        may_lack_some = self._unresolved or (self._only_named and resource.is_anonymous())
        if may_lack_some and (every or not found):
            raise Undecided(self._by)
        return list(found.values())


def _targets(sidecar: Resource, by: str, resources: Mapping[str, Resource], of: str) -> set[str]:
    """The URNs that the property depends on, and those from which these have the same property.

    of: the type that is configured; the name of such a resource may be made from another's, which passes nothing on.
    """
    found: set[str] = set()
    waiting = set(sidecar.property_dependencies.get(by, ()))
    while waiting:
        urn = waiting.pop()
        found.add(urn)
        if urn in resources and resources[urn].type != of:
            waiting |= set(resources[urn].property_dependencies.get(by, ())) - found
    return found
