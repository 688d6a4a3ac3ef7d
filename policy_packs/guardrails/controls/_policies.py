"""The controls as policies of the CrossGuard SDK: how a pack describes them, and how each one mends a resource.

Each can judge by itself under the SDK's own server; `_server` judges by all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from pulumi_policy.secret import Secret, _DictSecretsProxy, _ListSecretsProxy

from ._evaluation import Finding, Judge, Outcome
from ._model import Control, ResourceRule
from ._properties import ALL_UNKNOWN
from ._requirements import requirements
from ._resources import Resource, Stack
from ._verdicts import SETTINGS, default_level, settings_schema
from ._wire import plain


def policies(controls: Iterable[Control]) -> list[Policy]:
    """The pack's settings, and a policy for each control that has rules."""
    controls = [control for control in controls if control.rules]
    return [_settings(controls), *map(_policy, controls)]


def _policy(control: Control) -> ResourcePolicy | StackPolicy:
    # A policy has one kind; where a control has rules of both, the server reports the stack's under the same name.
    judges_resources = any(isinstance(rule, ResourceRule) for rule in control.rules)
    return ResourcePolicy(control) if judges_resources else StackPolicy(control)


def _settings(controls: list[Control]) -> Policy:
    """The pack's own settings, which the engine only knows as those of a policy."""
    return StackValidationPolicy(
        SETTINGS,
        "The pack's settings and exemptions are in order",
        validate=lambda args, report: None,
        enforcement_level=EnforcementLevel.MANDATORY,
        config_schema=PolicyConfigSchema(settings_schema(controls)),
    )


class ResourcePolicy(ResourceValidationPolicy):
    """The resource rules of one control, and what mends their violations."""

    def __init__(self, control: Control) -> None:
        mends = any(isinstance(rule, ResourceRule) and rule.mend for rule in control.rules)
        super().__init__(
            control.id,
            control.title,
            validate=self._validate,
            remediate=self._remediate if mends else None,
            **_metadata(control),
        )
        self.control = control

    def _judge(self, args: ResourceValidationArgs) -> Judge:
        return Judge([self.control], {self.control.id: plain(args.get_config())})

    def _validate(self, args: ResourceValidationArgs, report: ReportViolation) -> None:
        _report(self._judge(args).resource(_resource(args)), report)

    def _remediate(self, args: ResourceValidationArgs) -> Any:
        changes = self._judge(args).mend(_resource(args))
        try:
            for path, value in changes.items():
                _assign(args.props, path, value)
        except (AttributeError, LookupError, TypeError, ValueError):
            return None  # The properties don't have the provider's shape, so the provider refuses them by itself.
        return args.props if changes else None


class StackPolicy(StackValidationPolicy):
    """The stack rules of one control."""

    def __init__(self, control: Control) -> None:
        super().__init__(control.id, control.title, validate=self._validate, **_metadata(control))
        self.control = control

    def _validate(self, args: StackValidationArgs, report: ReportViolation) -> None:
        judge = Judge([self.control], {self.control.id: plain(args.get_config())})
        _report(judge.stack(Stack(map(_resource, args.resources))), report)


def _report(findings: Iterable[Finding], report: ReportViolation) -> None:
    for finding in findings:
        if finding.outcome is not Outcome.UNDECIDED:
            report(finding.message, finding.urn)


def _resource(args: ResourceValidationArgs | PolicyResource) -> Resource:
    properties = plain(args.props)
    if not properties and isinstance(args, PolicyResource) and args.provider:
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
        ignore_changes=tuple(args.opts.ignore_changes),
        property_dependencies={
            name: tuple(dependency.urn for dependency in dependencies)
            for name, dependencies in getattr(args, "property_dependencies", {}).items()
        },
    )


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
    frameworks = requirements(control)
    framework = next(iter(frameworks.items()), None)
    mapped = (*frameworks.items(), *control.equivalents.items())
    return {
        "enforcement_level": EnforcementLevel(default_level(control).value),
        "severity": Severity(control.severity.value),
        "config_schema": PolicyConfigSchema(
            {name: {**parameter.schema, "default": parameter.default} for name, parameter in control.parameters.items()}
        )
        if control.parameters
        else None,
        "framework": PolicyComplianceFramework(framework[0].value, reference=framework[1][0]) if framework else None,
        "tags": [
            *control.practices,
            f"tier:{control.tier}",
            *(f"{name}:{id}" for name, ids in mapped for id in ids),
        ],
        "remediation_steps": control.fix,
    }
