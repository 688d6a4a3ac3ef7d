"""The engine's part in the policy protocol: examples become the requests that it sends to a pack's server.

The requests have the engine's shapes: numbers are floats, documents are text, what is unknown is a sentinel string,
what is secret is wrapped, and the stack is analyzed on outputs. Source: Pulumi's analyzer plugin and step generator.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any

from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2 as proto
from pulumi_policy import EnforcementLevel, Policy, deserialize, proxy
from pulumi_policy.policy import _PolicyAnalyzerServicer  # The engine talks to it; PolicyPack blocks for ever.

from policy_packs.guardrails.controls._model import Control, Example, Given, Ref, ResourceRule, StackRule
from policy_packs.guardrails.controls._policies import ResourcePolicy, StackPolicy, policies
from policy_packs.guardrails.controls._server import Servicer
from twin import schema

ACCOUNT = "111122223333"
REGION = "us-east-1"
SENTINELS = (
    proxy.UNKNOWN_ARCHIVE_VALUE,
    proxy.UNKNOWN_ARRAY_VALUE,
    proxy.UNKNOWN_ASSET_VALUE,
    proxy.UNKNOWN_BOOLEAN_VALUE,
    proxy.UNKNOWN_NUMBER_VALUE,
    proxy.UNKNOWN_OBJECT_VALUE,
    proxy.UNKNOWN_STRING_VALUE,
)
_LEVELS = {
    EnforcementLevel.ADVISORY: proto.ADVISORY,
    EnforcementLevel.MANDATORY: proto.MANDATORY,
    EnforcementLevel.REMEDIATE: proto.REMEDIATE,
    EnforcementLevel.DISABLED: proto.DISABLED,
}
_NAME_INPUTS = ("bucket", "name", "functionName", "clusterIdentifier", "identifier", "alias", "domainName")
_WITHOUT_REGION = ("iam", "cloudfront", "route53", "organizations", "globalaccelerator")

Path = tuple[str | int, ...]


class Moment(Enum):
    """When the engine asks, which decides what it knows of other resources."""

    PREVIEW = auto()  # outputs are unknown, dependencies are declared
    UPDATE = auto()  # outputs are known, dependencies are declared
    NAMED = auto()  # other resources are named by known strings, no dependency is declared


@dataclass(frozen=True)
class Planned:
    """One resource as the engine plans it; inputs are what a program wrote, outputs what the provider adds."""

    type: str
    name: str
    urn: str
    inputs: Mapping[str, Any]
    outputs: Mapping[str, Any] = field(default_factory=dict)
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    protect: bool = False
    parent: str = ""
    ignore_changes: tuple[str, ...] = ()

    def with_inputs(self, inputs: Mapping[str, Any]) -> Planned:
        return replace(self, inputs=inputs)

    def request(self) -> proto.AnalyzeRequest:
        """What Analyze and Remediate receive."""
        return proto.AnalyzeRequest(
            type=self.type,
            properties=struct(self.inputs),
            urn=self.urn,
            name=self.name,
            options=self._options(),
            provider=_provider(),
        )

    def state(self) -> proto.AnalyzerResource:
        """What AnalyzeStack receives of the resource."""
        dependencies = {
            name: proto.AnalyzerPropertyDependencies(urns=urns) for name, urns in self.property_dependencies.items()
        }
        return proto.AnalyzerResource(
            type=self.type,
            properties=struct({**self.outputs, **self.inputs}),
            urn=self.urn,
            name=self.name,
            options=self._options(),
            provider=_provider(),
            parent=self.parent,
            dependencies=sorted({urn for urns in self.property_dependencies.values() for urn in urns}),
            propertyDependencies=dependencies,
        )

    def _options(self) -> proto.AnalyzerResourceOptions:
        return proto.AnalyzerResourceOptions(
            protect=self.protect, parent=self.parent, ignoreChanges=self.ignore_changes
        )


def _provider() -> proto.AnalyzerProviderResource:
    name = "workload"
    return proto.AnalyzerProviderResource(
        type="pulumi:providers:aws",
        properties=struct({"region": REGION, "allowedAccountIds": json.dumps([ACCOUNT])}),
        urn=_urn("pulumi:providers:aws", name),
        name=name,
    )


def _urn(type: str, name: str) -> str:
    return f"urn:pulumi:production::workload::{type}::{name}"


def struct(properties: Mapping[str, Any]) -> struct_pb2.Struct:
    message = struct_pb2.Struct()
    message.update(properties)
    return message


def unknown(value: object) -> str:
    """The sentinel that the engine sends in the place of a value of this type."""
    if isinstance(value, bool):
        return proxy.UNKNOWN_BOOLEAN_VALUE
    if isinstance(value, int | float):
        return proxy.UNKNOWN_NUMBER_VALUE
    if isinstance(value, list):
        return proxy.UNKNOWN_ARRAY_VALUE
    return proxy.UNKNOWN_OBJECT_VALUE if isinstance(value, Mapping) else proxy.UNKNOWN_STRING_VALUE


def secret(value: object) -> dict[str, Any]:
    return {deserialize.SPECIAL_SIG_KEY: deserialize.SPECIAL_SECRET_SIG, "value": value}


def is_secret(value: object) -> bool:
    return isinstance(value, Mapping) and value.get(deserialize.SPECIAL_SIG_KEY) == deserialize.SPECIAL_SECRET_SIG


def revealed(value: Any) -> Any:
    """The tree without its secret wrappers."""
    if is_secret(value):
        return revealed(value["value"])
    if isinstance(value, Mapping):
        return {key: revealed(item) for key, item in value.items()}
    return [revealed(item) for item in value] if isinstance(value, list) else value


def nodes(tree: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value below the root with its path, containers before their content; a secret counts as one leaf."""
    if path:
        yield path, tree
    if is_secret(tree):
        return
    if isinstance(tree, Mapping):
        for key, item in tree.items():
            yield from nodes(item, (*path, key))
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from nodes(item, (*path, index))


def leaves(tree: Any) -> dict[Path, Any]:
    """The values that hold no others, empty lists and objects too."""
    return {
        path: value
        for path, value in nodes(tree)
        if is_secret(value) or not isinstance(value, Mapping | list) or not value
    }


def replaced(tree: Any, path: Path, value: Any) -> Any:
    """A copy of the tree with another value at the path."""
    if not path:
        return value
    key, *rest = path
    copy: Any = dict(tree) if isinstance(tree, Mapping) else list(tree)
    copy[key] = replaced(copy[key], tuple(rest), value)
    return copy


def all_replaced(tree: Any, change: Any) -> Any:
    """A copy of the tree with every leaf changed."""
    for path, value in leaves(tree).items():
        tree = replaced(tree, path, change(value))
    return tree


def plan(example: Example, moment: Moment = Moment.UPDATE) -> list[Planned]:
    """The resources of an example as the engine sees them at that moment.

    Raises:
        KeyError: a reference or a parent names a resource that the example doesn't have.
    """
    givens = {given.name: given for given in example.resources}
    urns = {name: _urn(given.type, name) for name, given in givens.items()}
    wanted: dict[str, set[str]] = {name: {"id", "arn"} for name in givens}
    for given in example.resources:
        for ref in _refs(given.properties):
            wanted[ref.resource].add(ref.output)
    planned = []
    for given in example.resources:
        dependencies = {
            name: tuple(sorted({urns[ref.resource] for ref in _refs(value)}))
            for name, value in given.properties.items()
        }
        outputs = {output: _output(given, output) for output in sorted(wanted[given.name])}
        if moment is Moment.PREVIEW:
            outputs = {output: unknown(value) for output, value in outputs.items()}
        planned.append(
            Planned(
                type=given.type,
                name=given.name,
                urn=urns[given.name],
                inputs={
                    name: _resolved(_as_sent(given.type, name, value), givens, moment)
                    for name, value in given.properties.items()
                    if value is not None
                },
                outputs=outputs,
                property_dependencies={
                    name: targets for name, targets in dependencies.items() if targets and moment is not Moment.NAMED
                },
                protect=given.protect,
                parent=urns[given.parent] if given.parent else "",
                ignore_changes=given.ignore_changes,
            )
        )
    return planned


def renamed(group: Iterable[Planned], suffix: str) -> Iterator[Planned]:
    """The resources of an example under other names, so that it can stand in one stack with itself."""
    group = list(group)
    inputs = [resource.inputs.get(name) for resource in group for name in _NAME_INPUTS]
    given = {value for value in inputs if isinstance(value, str)}
    names = given.union(*(resource.outputs.values() for resource in group)) - {*SENTINELS}

    def rename(value: Any) -> Any:
        return f"{value}{suffix}" if isinstance(value, str) and value in names else value

    for resource in group:
        yield replace(
            resource,
            name=resource.name + suffix,
            urn=resource.urn + suffix,
            inputs=all_replaced(resource.inputs, rename),
            outputs=all_replaced(resource.outputs, rename),
            property_dependencies={
                name: tuple(urn + suffix for urn in urns) for name, urns in resource.property_dependencies.items()
            },
            parent=resource.parent and resource.parent + suffix,
        )


def _refs(value: object) -> Iterator[Ref]:
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _refs(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _refs(item)


@dataclass(frozen=True)
class _Document:
    """An object that the provider turns into text before the engine analyzes it."""

    content: Any


def _as_sent(type: str, name: str, value: Any) -> Any:
    shape = schema.inputs(type) if schema.resource_class(type) else {}
    if isinstance(value, Mapping | list | tuple) and _is_text(shape.get(name), value):
        return _Document(value)
    return _documents(value)


def _is_text(annotation: Any, value: object) -> bool:
    """Whether the provider takes a string there: then a list or an object stands for the text of a document."""
    either = typing.get_args(annotation) if typing.get_origin(annotation) is typing.Union else ()
    return annotation is str or (isinstance(value, Mapping) and str in either)


def _documents(value: Any) -> Any:
    if isinstance(value, Mapping):
        if "Statement" in value:
            return _Document(value)
        return {key: _documents(item) for key, item in value.items()}
    return [_documents(item) for item in value] if isinstance(value, list | tuple) else value


def _resolved(value: Any, givens: Mapping[str, Given], moment: Moment) -> Any:
    if isinstance(value, Ref):
        return unknown("") if moment is Moment.PREVIEW else _output(givens[value.resource], value.output)
    if isinstance(value, _Document):
        if moment is Moment.PREVIEW and any(_refs(value.content)):
            return unknown("")
        return json.dumps(_resolved(value.content, givens, moment))
    if isinstance(value, Mapping):
        return {key: _resolved(item, givens, moment) for key, item in value.items() if item is not None}
    return [_resolved(item, givens, moment) for item in value] if isinstance(value, list | tuple) else value


def _output(given: Given, output: str) -> str:
    """A plausible known value: what the program gave, or something that is named after the resource."""
    if isinstance(given.properties.get(output), str):
        return str(given.properties[output])
    names = (given.properties.get(name) for name in _NAME_INPUTS)
    name = next((name for name in names if isinstance(name, str)), given.name)
    if output == "id":
        return name
    if output == "arn":
        service, _, kind = given.type.removeprefix("aws:").partition("/")
        if service == "s3":
            return f"arn:aws:s3:::{name}"
        region = "" if service in _WITHOUT_REGION else REGION
        prefix = "" if service in ("sns", "sqs") else f"{kind.partition(':')[0]}/"
        return f"arn:aws:{service}:{region}:{ACCOUNT}:{prefix}{name}"
    return f"{name}-{output}"


def stack_request(states: Iterable[proto.AnalyzerResource]) -> proto.AnalyzeStackRequest:
    return proto.AnalyzeStackRequest(resources=states)


class Server:
    """A pack's server without a process and a socket: ours, or the SDK's own that runs one policy after the other.

    settings: policy name to the properties that the pack's configuration gives it.
    levels: policy name to the level that the pack's configuration gives it.
    """

    def __init__(
        self,
        controls: Iterable[Control],
        settings: Mapping[str, Mapping[str, Any]] | None = None,
        levels: Mapping[str, EnforcementLevel] | None = None,
        *,
        stock: bool = False,
    ) -> None:
        self.servicer: Any = (
            _PolicyAnalyzerServicer("guardrails", "0.0.1", _one_by_one(controls), EnforcementLevel.MANDATORY)
            if stock
            else Servicer("guardrails", "0.0.1", policies(controls), EnforcementLevel.MANDATORY)
        )
        self.configure(settings or {}, levels or {})

    def configure(self, settings: Mapping[str, Mapping[str, Any]], levels: Mapping[str, EnforcementLevel]) -> None:
        request = proto.ConfigureAnalyzerRequest()
        for name in {*settings, *levels}:
            level = levels.get(name, EnforcementLevel.MANDATORY)
            request.policyConfig[name].enforcementLevel = _LEVELS[level]
            request.policyConfig[name].properties.update(json.loads(json.dumps(settings.get(name, {}))))
        self.servicer.Configure(request, None)

    def analyze(self, resource: Planned) -> list[proto.AnalyzeDiagnostic]:
        return list(self.servicer.Analyze(resource.request(), None).diagnostics)

    def analyze_stack(self, resources: Iterable[Planned]) -> list[proto.AnalyzeDiagnostic]:
        request = stack_request(resource.state() for resource in resources)
        return list(self.servicer.AnalyzeStack(request, None).diagnostics)

    def judge(self, resources: list[Planned]) -> list[proto.AnalyzeDiagnostic]:
        """What a whole operation reports: every resource is analyzed, then the stack."""
        found = [diagnostic for resource in resources for diagnostic in self.analyze(resource)]
        return found + self.analyze_stack(resources)

    def remediate(self, resource: Planned) -> list[proto.Remediation]:
        return list(self.servicer.Remediate(resource.request(), None).remediations)


def _one_by_one(controls: Iterable[Control]) -> list[Policy]:
    """The policies as the SDK would serve them: those of stack rules stand beside those of resource rules."""
    found: list[Policy] = []
    for control in controls:
        kinds = {type(rule) for rule in control.rules}
        found += [
            kind(control) for rule, kind in ((ResourceRule, ResourcePolicy), (StackRule, StackPolicy)) if rule in kinds
        ]
    return found


def of_control(diagnostics: Iterable[proto.AnalyzeDiagnostic], control: Control) -> list[str]:
    """The violations of one control: the messages without the title that the SDK puts before them."""
    return sorted(
        diagnostic.message.removeprefix(f"{diagnostic.description}\n")
        for diagnostic in diagnostics
        if diagnostic.policyName == control.id
    )


def failures_to_judge(diagnostics: Iterable[proto.AnalyzeDiagnostic]) -> list[str]:
    """What says that a policy could not run, by the pack or by the SDK."""
    return [
        diagnostic.message
        for diagnostic in diagnostics
        if "could not judge" in diagnostic.message or "can't run policy" in diagnostic.message
    ]
