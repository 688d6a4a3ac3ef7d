"""The controls as policies of the CrossGuard SDK, with one decoding of each resource for all of them.

The SDK's server decodes a resource again for every policy. `RoutedPolicies` therefore hands it a router first, which
judges the resource by all controls at once, and then only the policies that have something to report. Each policy
judges by itself when no router ran before it, so the result never depends on the router; only the time does.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyComplianceFramework,
    PolicyConfigSchema,
    PolicyResource,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)
from pulumi_policy import proxy as sdk

from ._evaluation import Finding, Judge, Outcome
from ._model import Control, ResourceRule, StackRule
from ._properties import UNKNOWN, Undecided
from ._resources import Resource, Stack

_SENTINELS = frozenset(
    (
        sdk.UNKNOWN_ARCHIVE_VALUE,
        sdk.UNKNOWN_ARRAY_VALUE,
        sdk.UNKNOWN_ASSET_VALUE,
        sdk.UNKNOWN_BOOLEAN_VALUE,
        sdk.UNKNOWN_NUMBER_VALUE,
        sdk.UNKNOWN_OBJECT_VALUE,
        sdk.UNKNOWN_STRING_VALUE,
    )
)


def plain(value: Any) -> Any:
    """The SDK's lazy view of properties as plain Python: unknown parts marked, whole numbers as int."""
    if isinstance(value, str):
        return UNKNOWN if value in _SENTINELS else value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return {key: _item(value, key) for key in value}
    if hasattr(value, "__getitem__"):
        return [_item(value, index) for index in range(len(value))]
    return value


def _item(container: Any, key: Any) -> Any:
    try:
        return plain(container[key])
    except sdk.UnknownValueError:
        return UNKNOWN


def _resource(args: ResourceValidationArgs | PolicyResource) -> Resource:
    return Resource(
        args.resource_type,
        plain(args.props),
        urn=args.urn,
        name=args.name,
        protect=args.opts.protect,
        parent=args.opts.parent or "",
        provider=args.provider.urn if args.provider else "",
        property_dependencies={
            name: tuple(dependency.urn for dependency in dependencies)
            for name, dependencies in getattr(args, "property_dependencies", {}).items()
        },
    )


class _Request(threading.local):
    """What a router found during the request that this thread answers; None when none ran."""

    findings: Mapping[str, list[Finding]] | None = None


class _Pack:
    """What the policies of one pack share: the judge of all controls, their settings, the current request."""

    def __init__(self, controls: Iterable[Control]) -> None:
        self.settings: dict[str, Mapping[str, Any]] = {}
        self.judge = Judge(controls, self.settings)
        self.request = _Request()

    def route(self, findings: Iterable[Finding], report: ReportViolation) -> None:
        """Keep the violations for the policies that report them; say at once which controls broke."""
        failed: dict[str, list[Finding]] = {}
        for finding in findings:
            if finding.outcome is Outcome.FAIL:
                failed.setdefault(finding.control.id, []).append(finding)
            elif finding.outcome is Outcome.ERROR:
                report(finding.message, finding.urn)
        self.request.findings = failed

    def must_run(self, control: Control) -> bool:
        """Whether the control's own policy has something to report, or settings that it alone is given."""
        findings = self.request.findings
        return findings is None or control.id in findings or self.settings_missing(control)

    def settings_missing(self, control: Control) -> bool:
        return bool(control.parameters) and control.id not in self.settings

    def routed(self, control: Control, config: Mapping[str, Any]) -> list[Finding] | None:
        """The router's violations of the control, or None when it has to judge by itself."""
        judged_with_settings = not self.settings_missing(control)
        self.settings[control.id] = plain(config)
        if self.request.findings is None or not judged_with_settings:
            return None
        return self.request.findings.get(control.id, [])


class RoutedPolicies(list[Policy]):
    """The policies of all controls; the SDK's server meets only those that have something to say."""

    def __init__(self, controls: Iterable[Control]) -> None:
        controls = list(controls)
        self._pack = _Pack(controls)
        super().__init__([_ResourceRouter(self._pack), _StackRouter(self._pack)])
        for control in controls:
            kinds = {type(rule) for rule in control.rules}
            if ResourceRule in kinds:
                self.append(_ResourcePolicy(control, self._pack))
            if StackRule in kinds:
                name = f"{control.id}.stack" if ResourceRule in kinds else control.id
                self.append(_StackPolicy(name, control, self._pack))

    def __iter__(self) -> Iterator[Policy]:
        request = self._pack.request
        request.findings = None
        for policy in super().__iter__():
            if not isinstance(policy, _ResourcePolicy | _StackPolicy) or self._pack.must_run(policy.control):
                yield policy
        request.findings = None


def _report(findings: Iterable[Finding], report: ReportViolation) -> None:
    for finding in findings:
        if finding.outcome is not Outcome.UNDECIDED:
            report(finding.message, finding.urn)


class _ResourceRouter(ResourceValidationPolicy):
    """Judges a resource by all controls; reports only the controls that failed to judge it."""

    def __init__(self, pack: _Pack) -> None:
        super().__init__(
            "resource-router",
            "every control can judge the resource",
            validate=lambda args, report: pack.route(pack.judge.resource(_resource(args)), report),
            enforcement_level=EnforcementLevel.ADVISORY,
        )


class _StackRouter(StackValidationPolicy):
    """Judges a stack by all controls; reports only the controls that failed to judge it."""

    def __init__(self, pack: _Pack) -> None:
        super().__init__(
            "stack-router",
            "every control can judge the stack",
            validate=lambda args, report: pack.route(pack.judge.stack(Stack(map(_resource, args.resources))), report),
            enforcement_level=EnforcementLevel.ADVISORY,
        )


class _ResourcePolicy(ResourceValidationPolicy):
    """The resource rules of one control, and what mends their violations."""

    def __init__(self, control: Control, pack: _Pack) -> None:
        mends = any(isinstance(rule, ResourceRule) and rule.mend for rule in control.rules)
        super().__init__(
            control.id,
            control.title,
            validate=self._validate,
            remediate=self._remediate if mends else None,
            **_metadata(control),
        )
        self.control = control
        self._pack = pack

    def _validate(self, args: ResourceValidationArgs, report: ReportViolation) -> None:
        findings = self._pack.routed(self.control, args.get_config())
        if findings is None:
            findings = list(Judge([self.control], self._pack.settings).resource(_resource(args)))
        _report(findings, report)

    def _remediate(self, args: ResourceValidationArgs) -> Any:
        changes = mend(self.control, _resource(args))
        for path, value in changes.items():
            _assign(args.props, path, value)
        return args.props if changes else None


class _StackPolicy(StackValidationPolicy):
    """The stack rules of one control."""

    def __init__(self, name: str, control: Control, pack: _Pack) -> None:
        super().__init__(name, control.title, validate=self._validate, **_metadata(control))
        self.control = control
        self._pack = pack

    def _validate(self, args: StackValidationArgs, report: ReportViolation) -> None:
        findings = self._pack.routed(self.control, args.get_config())
        if findings is None:
            judge = Judge([self.control], self._pack.settings)
            findings = list(judge.stack(Stack(map(_resource, args.resources))))
        _report(findings, report)


def mend(control: Control, resource: Resource) -> dict[str, Any]:
    """The properties, by dotted path, that the control would set on the resource; empty when it is fine."""
    changes: dict[str, Any] = {}
    for rule in control.rules:
        if isinstance(rule, ResourceRule) and rule.mend and resource.type in rule.types:
            try:
                changes |= rule.mend(resource)
            except Undecided:
                continue
    return changes


def _assign(properties: Any, path: str, value: Any) -> None:
    """Set a nested value in place: the SDK's view keeps what is secret secret only when it is not rebuilt."""
    *parents, last = path.split(".")
    for name in parents:
        key = _key(properties, name)
        if isinstance(key, str) and properties.get(key) is None:
            properties[key] = {}
        properties = properties[key]
    properties[_key(properties, last)] = value


def _key(container: Any, name: str) -> str | int:
    return name if isinstance(container, Mapping) else int(name)


def _metadata(control: Control) -> dict[str, Any]:
    framework = next(iter(control.frameworks.items()), None)
    return {
        "enforcement_level": EnforcementLevel.MANDATORY if control.mandatory else EnforcementLevel.ADVISORY,
        "severity": Severity(control.severity.value),
        "config_schema": PolicyConfigSchema(
            {name: {**parameter.schema, "default": parameter.default} for name, parameter in control.parameters.items()}
        )
        if control.parameters
        else None,
        "framework": PolicyComplianceFramework(framework[0].value, reference=framework[1][0]) if framework else None,
        "tags": [
            *control.practices,
            *(f"{name}:{id}" for name, ids in control.frameworks.items() for id in ids),
        ],
        "remediation_steps": control.fix,
    }
