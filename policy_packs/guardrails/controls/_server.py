"""Serves controls to the Pulumi engine: each request is decoded once and judged by all controls.

The SDK's server decodes a resource again for every policy, and the whole stack for every stack policy; with some
hundred policies that is most of a preview. Only the two requests for a judgement are answered here; what describes,
configures and mends is the SDK's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as proto
from pulumi_policy import EnforcementLevel, Policy, PolicyPack
from pulumi_policy import policy as sdk

from ._model import Control
from ._policies import ResourcePolicy, StackPolicy, policies
from ._properties import ALL_UNKNOWN
from ._resources import Resource, Stack
from ._verdicts import SETTINGS, Level, Pack, Verdict
from ._wire import plain, properties

_LEVELS = {Level.ADVISORY: proto.ADVISORY, Level.MANDATORY: proto.MANDATORY}


def serve(name: str, controls: Iterable[Control]) -> None:
    """Answer the engine's requests on these controls until it stops the process."""
    vars(sdk)["_PolicyAnalyzerServicer"] = Servicer  # PolicyPack has no other way to take one.
    PolicyPack(name, policies(controls), EnforcementLevel.MANDATORY)


class Servicer(sdk._PolicyAnalyzerServicer):
    """The SDK's servicer, for policies that are controls."""

    def __init__(self, name: str, version: str, policies: list[Policy], *arguments: Any) -> None:
        super().__init__(name, version, policies, *arguments)
        self._source = {"policyPackName": name, "policyPackVersion": version}
        self._policies = {item.control.id: item for item in policies if isinstance(item, ResourcePolicy | StackPolicy)}
        self._settings = next(item for item in policies if item.name == SETTINGS)
        self._pack = self._configured()

    def Configure(self, request: proto.ConfigureAnalyzerRequest, context: Any) -> empty_pb2.Empty:
        """Take the levels and properties of the pack's configuration."""
        super().Configure(request, context)  # type: ignore[no-untyped-call]
        self._pack = self._configured()
        return empty_pb2.Empty()

    def _configured(self) -> Pack:
        return Pack(
            [policy.control for policy in self._policies.values()],
            {name: plain(self._get_policy_config(name) or {}) for name in (SETTINGS, *self._policies)},
            {id: self._level(policy) for id, policy in self._policies.items()},
        )

    def _level(self, policy: Policy) -> Level:
        level = self._get_enforcement_level(policy)
        # What is still wrong after a remediation stops the deploy, as does what no remediation exists for.
        return Level.MANDATORY if level is EnforcementLevel.REMEDIATE else Level(level.value)

    def Analyze(self, request: proto.AnalyzeRequest, context: Any) -> proto.AnalyzeResponse:
        """Judge one resource before it is created or changed."""
        resource = _resource(request, properties(request.properties))
        return self._response(self._pack.resource(resource))

    def AnalyzeStack(self, request: proto.AnalyzeStackRequest, context: Any) -> proto.AnalyzeResponse:
        """Judge the stack as a whole."""
        stack = Stack(map(_stack_resource, request.resources))
        return self._response(self._pack.stack(stack))

    def _response(self, verdicts: Iterable[Verdict]) -> proto.AnalyzeResponse:
        return proto.AnalyzeResponse(diagnostics=map(self._diagnostic, verdicts))

    def _diagnostic(self, verdict: Verdict) -> proto.AnalyzeDiagnostic:
        policy = self._policies[verdict.control.id] if verdict.control else self._settings
        return proto.AnalyzeDiagnostic(
            **self._source,
            policyName=policy.name,
            description=policy.description,
            message=f"{policy.description}\n{verdict.message}",
            urn=verdict.urn,
            enforcementLevel=_LEVELS[verdict.level],
            severity=self._map_severity(policy.severity),
        )


def _resource(
    request: proto.AnalyzeRequest | proto.AnalyzerResource,
    content: Mapping[str, Any],
    dependencies: Iterable[str] = (),
    property_dependencies: Mapping[str, proto.AnalyzerPropertyDependencies] | None = None,
) -> Resource:
    return Resource(
        request.type,
        content,
        urn=request.urn,
        name=request.name,
        protect=request.options.protect,
        parent=request.options.parent,
        provider=request.provider.urn,
        dependencies=tuple(dependencies),
        ignore_changes=tuple(request.options.ignoreChanges),
        property_dependencies={name: tuple(found.urns) for name, found in (property_dependencies or {}).items()},
    )


def _stack_resource(request: proto.AnalyzerResource) -> Resource:
    content: Mapping[str, Any] = properties(request.properties)
    if not content and request.HasField("provider"):
        # At preview a provider that waits for its account's id says nothing of its resources, not even their inputs.
        content = ALL_UNKNOWN
    return _resource(request, content, request.dependencies, request.propertyDependencies)
