"""The controls as policies of the CrossGuard SDK, with one decoding of each resource for all of them.

The SDK's server decodes a resource again for every policy. `RoutedPolicies` therefore hands it a router first, which
judges the resource by all controls at once, and then only the policies that have something to report. Each policy
judges by itself when no router ran before it, so the result never depends on the router; only the time does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
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
from pulumi_policy.secret import Secret, _DictSecretsProxy, _ListSecretsProxy

from ._evaluation import Finding, Judge, Outcome
from ._model import Control, ResourceRule, StackRule
from ._properties import ALL_UNKNOWN, UNKNOWN
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
    properties = plain(args.props)
    if not properties and isinstance(args, PolicyResource) and args.provider:
        # At preview a provider that waits for its account's id says nothing of its resources, not even their inputs.
        properties = ALL_UNKNOWN
    return Resource(
        args.resource_type,
        properties,
        urn=args.urn,
        name=args.name,
        protect=args.opts.protect,
        parent=args.opts.parent or "",
        provider=args.provider.urn if args.provider else "",
        dependencies=tuple(dependency.urn for dependency in getattr(args, "dependencies", ())),
        ignore_changes=tuple(args.opts.ignore_changes or ()),
        property_dependencies={
            name: tuple(dependency.urn for dependency in dependencies)
            for name, dependencies in getattr(args, "property_dependencies", {}).items()
        },
    )


class _Request(threading.local):
    """The request that this thread answers: what a router found, None when none ran, and without whose settings."""

    findings: Mapping[str, list[Finding]] | None = None
    unsettled: frozenset[str] = frozenset()


class _Pack:
    """What the policies of one pack share: the judge of all controls, their settings, the current request.

    The SDK gives a policy's settings to that policy alone, so a policy whose settings nobody has seen yet must run.
    """

    def __init__(self, controls: Iterable[Control]) -> None:
        self.settings: dict[str, Mapping[str, Any]] = {}
        self.unsettled: set[str] = set()
        self.judge = Judge(controls, self.settings)
        self.request = _Request()

    def route(self, findings: Iterable[Finding], report: ReportViolation) -> None:
        """Keep the violations for the policies that report them; say at once which controls broke."""
        self.request.unsettled = frozenset(self.unsettled)
        failed: dict[str, list[Finding]] = {}
        for finding in findings:
            if finding.outcome is Outcome.FAIL:
                failed.setdefault(finding.control.id, []).append(finding)
            elif finding.outcome is Outcome.ERROR:
                report(finding.message, finding.urn)
        self.request.findings = failed

    def settle(self, policy: _ControlPolicy, config: Mapping[str, Any]) -> None:
        """Take the settings that the pack's configuration has for the policy."""
        if policy.name in self.unsettled:
            self.settings[policy.control.id] = {**self.settings.get(policy.control.id, {}), **plain(config)}
            self.unsettled.discard(policy.name)

    def routed(self, policy: _ControlPolicy) -> list[Finding] | None:
        """The router's violations of the policy's control, or None when the policy has to judge by itself."""
        if self.request.findings is None or policy.name in self.request.unsettled:
            return None
        return self.request.findings.get(policy.control.id, [])


class RoutedPolicies(list[Policy]):
    """The policies of all controls; the SDK's server meets only those that have something to say."""

    def __init__(self, controls: Iterable[Control]) -> None:
        controls = list(controls)
        self._pack = _Pack(controls)
        self._routers = (_ResourceRouter(self._pack), _StackRouter(self._pack))
        self._policies: list[_ControlPolicy] = []
        for control in controls:
            kinds = {type(rule) for rule in control.rules}
            if ResourceRule in kinds:
                self._policies.append(_ResourcePolicy(control.id, control, self._pack))
            if StackRule in kinds:
                name = f"{control.id}.stack" if ResourceRule in kinds else control.id
                self._policies.append(_StackPolicy(name, control, self._pack))
        super().__init__([*self._routers, *self._policies])

    def __iter__(self) -> Iterator[Policy]:
        request = self._pack.request
        request.findings = None
        yield from self._routers
        if request.findings is None:
            yield from self._policies
            return
        for policy in self._policies:
            if policy.name in request.unsettled and isinstance(policy, _StackPolicy):
                yield policy.early
            if policy.control.id in request.findings or policy.name in request.unsettled:
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


class _ControlPolicy(Policy):
    """One control's rules of one kind."""

    def __init__(self, name: str, control: Control, pack: _Pack, **callbacks: Any) -> None:
        super().__init__(name, control.title, **callbacks, **_metadata(control))
        self.control = control
        self._pack = pack
        self._judge = Judge([control], pack.settings)
        if control.parameters:
            pack.unsettled.add(name)

    def _findings(
        self, args: ResourceValidationArgs | StackValidationArgs, judged: Callable[[], Iterator[Finding]]
    ) -> Iterable[Finding]:
        self._pack.settle(self, args.get_config())
        routed = self._pack.routed(self)
        return judged() if routed is None else routed


class _ResourcePolicy(_ControlPolicy, ResourceValidationPolicy):
    """The resource rules of one control, and what mends their violations."""

    def __init__(self, name: str, control: Control, pack: _Pack) -> None:
        mends = any(isinstance(rule, ResourceRule) and rule.mend for rule in control.rules)
        super().__init__(name, control, pack, validate=self._validate, remediate=self._remediate if mends else None)

    def _validate(self, args: ResourceValidationArgs, report: ReportViolation) -> None:
        _report(self._findings(args, lambda: self._judge.resource(_resource(args))), report)

    def _remediate(self, args: ResourceValidationArgs) -> Any:
        self._pack.settle(self, args.get_config())
        changes = self._judge.mend(_resource(args))
        try:
            for path, value in changes.items():
                _assign(args.props, path, value)
        except (AttributeError, LookupError, TypeError, ValueError):
            return None  # The properties don't have the provider's shape, so the provider refuses them by itself.
        return args.props if changes else None


class _StackPolicy(_ControlPolicy, StackValidationPolicy):
    """The stack rules of one control.

    early: takes the settings while a resource is analyzed, so that the stack needn't be decoded once more for them.
    """

    def __init__(self, name: str, control: Control, pack: _Pack) -> None:
        super().__init__(name, control, pack, validate=self._validate)
        self.early = ResourceValidationPolicy(
            name, control.title, validate=lambda args, report: pack.settle(self, args.get_config())
        )

    def _validate(self, args: StackValidationArgs, report: ReportViolation) -> None:
        _report(self._findings(args, lambda: self._judge.stack(Stack(map(_resource, args.resources)))), report)


def _assign(properties: Any, path: str, value: Any) -> None:
    """Set a nested value in place: what takes the place of a secret, or of what holds one, becomes a secret."""
    *parents, last = path.split(".")
    target = _unveiled(properties)
    for name in parents:
        key = _key(target, name)
        if isinstance(key, str) and target.get(key) is None:
            target[key] = {}
        target = _unveiled(target[key].value if isinstance(target[key], Secret) else target[key])
    key = _key(target, last)
    old = target.get(key) if isinstance(key, str) else target[key]
    target[key] = Secret(value) if _holds_secret(old) else value


def _unveiled(value: Any) -> Any:
    """What the SDK's view of secrets looks at: the view itself gives plain values and forgets some secrets."""
    return value["__target"] if isinstance(value, _DictSecretsProxy | _ListSecretsProxy) else value


def _key(container: Any, name: str) -> str | int:
    return int(name) if isinstance(container, list) else name


def _holds_secret(value: Any) -> bool:
    value = _unveiled(value)
    if isinstance(value, Mapping | list):
        return any(map(_holds_secret, value.values() if isinstance(value, Mapping) else value))
    return isinstance(value, Secret)


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
            *(f"{name}:{id}" for name, ids in (*control.frameworks.items(), *control.equivalents.items()) for id in ids),
        ],
        "remediation_steps": control.fix,
    }
