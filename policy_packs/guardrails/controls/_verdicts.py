"""What a pack says of resources and stacks: findings with their levels, after settings and exemptions.

One place for every way in: the engine's requests and the check of an exported state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from ._evaluation import Finding, Judge, Outcome
from ._exemptions import SCHEMA, Exemption, Exemptions
from ._model import Control, Parameter, Severity
from ._resources import Resource, Stack

# The entry of the configuration that holds for the whole pack, beside those of single controls.
SETTINGS = "settings"


class Level(StrEnum):
    """What a verdict means for a deploy, in Pulumi's words."""

    ADVISORY = "advisory"
    MANDATORY = "mandatory"
    DISABLED = "disabled"


@dataclass(frozen=True)
class Verdict:
    """One thing that the pack has to say; control is None when it is about the pack's own configuration."""

    control: Control | None
    message: str
    urn: str
    level: Level
    outcome: Outcome
    exemption: Exemption | None = None

    @property
    def stops(self) -> bool:
        """Whether the deploy must not go on."""
        return self.level is Level.MANDATORY


def default_level(control: Control) -> Level:
    """Critical and high controls are mandatory, the others advice, unless the configuration says otherwise."""
    return Level.MANDATORY if control.severity in (Severity.CRITICAL, Severity.HIGH) else Level.ADVISORY


def settings_schema(controls: Iterable[Control]) -> dict[str, Any]:
    """The JSON schema of the settings: exemptions, what happens to the undecided, and all that controls share."""
    shared: defaultdict[str, list[Parameter]] = defaultdict(list)
    for control in controls:
        for name, parameter in control.parameters.items():
            shared[name].append(parameter)
    return {
        "exemptions": SCHEMA,
        "undecided": {
            "enum": ["silent", "advisory", "mandatory"],
            "default": "silent",
            "description": "What a preview says of controls that wait for values which are not known yet.",
        },
        **{name: dict(found[0].schema) for name, found in sorted(shared.items()) if len(found) > 1},
    }


def parameters(
    controls: Iterable[Control], configuration: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """What a configuration means for each control that has parameters: its own properties before the settings."""
    settings = configuration.get(SETTINGS, {})
    return {
        control.id: _parameters(control, configuration.get(control.id, {}), settings)
        for control in controls
        if control.parameters
    }


def _parameters(control: Control, own: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    """The control's own properties, and the shared ones where its own say nothing else than the default.

    The engine fills in the defaults of the schema, so that what stands there need not have been written by anybody.
    """
    said = {name: value for name, value in own.items() if value != _as_sent(control, name)}
    return {**own, **{name: shared[name] for name in control.parameters if name in shared}, **said}


def _as_sent(control: Control, name: str) -> Any:
    default = control.parameters[name].default if name in control.parameters else None
    return list(default) if isinstance(default, tuple) else default


class Pack:
    """The controls with the configuration of one deploy.

    configuration: control id, or `settings`, to properties; a control's own go before the settings.
    levels: control id to the level that the configuration gives it.
    """

    def __init__(
        self,
        controls: Iterable[Control],
        configuration: Mapping[str, Mapping[str, Any]] | None = None,
        levels: Mapping[str, Level] | None = None,
        today: date | None = None,
    ) -> None:
        self.controls = tuple(controls)
        configuration = configuration or {}
        self._levels = levels or {}
        settings = configuration.get(SETTINGS, {})
        self._judge = Judge(
            [control for control in self.controls if self.level(control) is not Level.DISABLED],
            parameters(self.controls, configuration),
        )
        self._undecided = settings.get("undecided", "silent")
        self._exemptions = Exemptions(
            settings.get("exemptions", ()), [control.id for control in self.controls], today or date.today()
        )

    def level(self, control: Control) -> Level:
        """What a violation of the control means for a deploy."""
        return self._levels.get(control.id) or default_level(control)

    def resource(self, resource: Resource) -> Iterator[Verdict]:
        """The verdicts on one resource, before it is created or changed."""
        return self._verdicts(self._judge.resource(resource))

    def stack(self, stack: Stack) -> Iterator[Verdict]:
        """The verdicts on a whole stack, and on exemptions once all of its resources were judged."""
        yield from self._verdicts(self._judge.stack(stack))
        for entry in self._exemptions.unused():
            # The engine need not have asked for every resource before.
            for resource in stack.resources:
                if entry.covers(entry.control, resource.urn):
                    for _ in self.resource(resource):
                        pass
        prefix = next(("::".join(resource.urn.split("::")[:2]) for resource in stack.resources), "")
        for message in self._exemptions.violations(prefix):
            yield Verdict(None, message, "", Level.MANDATORY, Outcome.FAIL)

    def mend(self, resource: Resource) -> dict[str, Any]:
        """The properties, by dotted path, that the controls would set."""
        return self._judge.mend(resource)

    def _verdicts(self, findings: Iterable[Finding]) -> Iterator[Verdict]:
        waiting: defaultdict[str, list[str]] = defaultdict(list)
        for finding in findings:
            control, urn = finding.control, finding.urn
            if finding.outcome is Outcome.UNDECIDED:
                waiting[urn].append(control.id)
            elif finding.outcome is Outcome.ERROR:
                yield Verdict(None, finding.message, urn, Level.ADVISORY, finding.outcome)
            elif exemption := self._exemptions.of(control.id, urn):
                message = (
                    f"exempt until {exemption.expires}, {exemption.owner} answers for it ({exemption.reason}): "
                    f"{finding.message}"
                )
                yield Verdict(control, message, urn, Level.ADVISORY, finding.outcome, exemption)
            else:
                yield Verdict(control, finding.message, urn, self.level(control), finding.outcome)
        if self._undecided in (Level.ADVISORY, Level.MANDATORY):
            for urn, ids in waiting.items():
                message = f"not judged before its values are known: {', '.join(dict.fromkeys(ids))}"
                yield Verdict(None, message, urn, Level(self._undecided), Outcome.UNDECIDED)
