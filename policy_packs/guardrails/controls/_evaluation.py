"""Judge resources by controls: three outcomes, no exception ever reaches the engine."""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from ._model import ANY_TYPE, Control, ResourceRule, StackRule
from ._properties import Undecided
from ._resources import Resource, Stack

Parameters = Mapping[str, Mapping[str, Any]]


class Outcome(StrEnum):
    """What became of a control that did not simply pass."""

    FAIL = "fail"
    UNDECIDED = "undecided"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """One thing that a control has to say about one resource."""

    control: Control
    outcome: Outcome
    urn: str
    message: str


class Judge:
    """The controls, indexed by the types that their rules judge.

    parameters: control id to the settings of the pack's configuration, which go before the control's defaults.
    """

    def __init__(self, controls: Iterable[Control], parameters: Parameters | None = None) -> None:
        self._parameters = {} if parameters is None else parameters
        self._resource_rules: defaultdict[str, list[tuple[Control, ResourceRule]]] = defaultdict(list)
        self._stack_rules: defaultdict[str, list[tuple[Control, StackRule]]] = defaultdict(list)
        for control in controls:
            for rule in control.rules:
                for type in rule.types:
                    if isinstance(rule, ResourceRule):
                        self._resource_rules[type].append((control, rule))
                    else:
                        self._stack_rules[type].append((control, rule))

    def resource(self, resource: Resource) -> Iterator[Finding]:
        """Findings of all resource rules on one resource."""
        for control, rule in self._rules_for(resource):
            yield from _run(control, resource.urn, rule.check, self._seen_by(control, resource))

    def mend(self, resource: Resource) -> dict[str, Any]:
        """The properties, by dotted path, that the controls would set on the resource; empty when it is fine."""
        changes: dict[str, Any] = {}
        for control, rule in self._rules_for(resource):
            if rule.mend:
                # What can't be mended, be it unknown or the rule's own mistake, is still judged afterwards.
                with suppress(Exception):
                    changes |= rule.mend(self._seen_by(control, resource))
        return changes

    def stack(self, stack: Stack) -> Iterator[Finding]:
        """Findings of all stack rules on a stack."""
        for type, rules in self._stack_rules.items():
            judged = stack.resources if type == ANY_TYPE else stack.of_type(type)
            for resource in judged:
                for control, rule in rules:
                    yield from _run(control, resource.urn, rule.check, self._seen_by(control, resource), stack)

    def _rules_for(self, resource: Resource) -> list[tuple[Control, ResourceRule]]:
        return [*self._resource_rules.get(resource.type, ()), *self._resource_rules.get(ANY_TYPE, ())]

    def _seen_by(self, control: Control, resource: Resource) -> Resource:
        if not control.parameters:
            return resource
        defaults = {name: parameter.default for name, parameter in control.parameters.items()}
        return resource.with_parameters(defaults | dict(self._parameters.get(control.id, {})))


def _run(
    control: Control, urn: str, check: Callable[..., Iterator[str]], *judged: Resource | Stack
) -> Iterator[Finding]:
    try:
        for message in check(*judged):
            yield Finding(control, Outcome.FAIL, urn, f"{message}; {control.fix}")
    except Undecided as reason:
        yield Finding(control, Outcome.UNDECIDED, urn, f"{control.id} waits for the value of {reason}")
    except Exception as error:  # A rule's own mistake must not stop a deploy without a word.
        # Where it went wrong, not the error's text: that may repeat a secret.
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
        yield Finding(control, Outcome.ERROR, urn, f"{control.id} could not judge: {where}")
