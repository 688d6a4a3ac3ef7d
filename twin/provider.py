"""The embedded AWS as the `aws` provider of the real Pulumi engine.

The engine is told by PULUMI_DEBUG_PROVIDERS to attach to this server instead of starting the provider's plugin. All
provider instances of a run attach to one server, each over a connection of its own, by which they are told apart.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator, Mapping
from concurrent import futures
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import grpc
from google.protobuf import empty_pb2, json_format, struct_pb2
from pulumi import _types as sdk_types
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc
from pulumi.runtime.rpc import UNKNOWN

from . import schema
from .aws import EmbeddedAws
from .handlers import Place, Properties, TwinError, carry_out, handlers, read_back, same
from .invokes import invoke


class AwsProvider(provider_pb2_grpc.ResourceProviderServicer):
    """Check, diff, create, read, update, delete and invoke, by the same handlers as the rehearsal."""

    def __init__(self, aws: EmbeddedAws) -> None:
        self._aws = aws
        self._places: dict[str, Place | None] = {}
        self._default_tags: dict[str, Mapping[str, str]] = {}
        self._regions: dict[str, str] = {}
        self._store: dict[tuple[str, ...], dict[str, Properties]] = {}
        # moto's state is not made for several threads, and the engine calls in parallel.
        self._lock = threading.Lock()

    def Attach(self, request: Any, context: Any) -> Any:
        return empty_pb2.Empty()

    def GetPluginInfo(self, request: Any, context: Any) -> Any:
        return plugin_pb2.PluginInfo(version=version("pulumi-aws"))

    def GetSchema(self, request: Any, context: Any) -> Any:
        return provider_pb2.GetSchemaResponse(schema="{}")

    def CheckConfig(self, request: Any, context: Any) -> Any:
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: Any, context: Any) -> Any:
        return provider_pb2.DiffResponse(changes=provider_pb2.DiffResponse.DIFF_NONE)

    def Configure(self, request: Any, context: Any) -> Any:
        """Remember which account and region this connection stands for; none while the account doesn't exist."""
        settings = {name: _setting(value) for name, value in _plain(request.args).items()}
        accounts = settings.get("allowedAccountIds") or []
        region = settings.get("region", "")
        peer = context.peer()
        self._regions[peer] = region
        self._default_tags[peer] = (settings.get("defaultTags") or {}).get("tags", {})
        known = len(accounts) == 1 and not _unknown(accounts)
        self._places[peer] = Place(self._aws, accounts[0], region, self._store) if known else None
        return provider_pb2.ConfigureResponse(
            acceptSecrets=False, supportsPreview=True, acceptResources=False, acceptOutputs=False
        )

    def Check(self, request: Any, context: Any) -> Any:
        token, peer = _token(request.urn), context.peer()
        inputs = _plain(request.news)
        if schema.resource_class(token) is None:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, f"the installed pulumi-aws has no type {token}")
        if schema.takes_region(token):
            inputs.setdefault("region", self._regions[peer])
        if "tags" in schema.inputs(token) and not _unknown(inputs.get("tags")):
            inputs["tagsAll"] = {**self._default_tags[peer], **(inputs.get("tags") or {})}
        failures = [
            provider_pb2.CheckFailure(property=path, reason="the installed pulumi-aws has no such input")
            for path in schema.unknown_inputs(token, {k: v for k, v in inputs.items() if k != "tagsAll"})
        ]
        return provider_pb2.CheckResponse(inputs=_struct(inputs), failures=failures)

    def Diff(self, request: Any, context: Any) -> Any:
        token = _token(request.urn)
        before, after = _plain(request.old_inputs), _plain(request.news)
        changed = [
            name
            for name in sorted({*before, *after})
            if not same(before.get(name), after.get(name)) and name not in request.ignoreChanges
        ]
        handler = handlers().get(token)
        in_place = handler is None or handler.updatable
        replaces = [name for name in changed if not in_place or (handler and name in handler.replaces)]
        kinds = provider_pb2.DiffResponse
        return kinds(changes=kinds.DIFF_SOME if changed else kinds.DIFF_NONE, diffs=changed, replaces=replaces)

    def Create(self, request: Any, context: Any) -> Any:
        token = _token(request.urn)
        inputs = _plain(request.properties)
        if request.preview:
            return provider_pb2.CreateResponse(id="", properties=_struct(_planned(token, inputs)))
        with self._refusing(context):
            place = self._place(context, inputs)
            id, outputs, _ = carry_out(place, token, inputs, name=request.urn.rpartition("::")[2])
            return provider_pb2.CreateResponse(id=id, properties=_struct(outputs))
        return None

    def Read(self, request: Any, context: Any) -> Any:
        token = _token(request.urn)
        outputs, inputs = _plain(request.properties), _plain(request.inputs)
        handler = handlers().get(token)
        with self._refusing(context):
            live = handler.read(self._place(context, outputs), request.id, inputs) if handler else {}
            if live is None:
                return provider_pb2.ReadResponse(id="")
            fresh = {name: value for name, value in live.items() if not same(value, outputs.get(name))}
            # Without inputs, the engine asks about a resource to import: all that is live becomes its inputs.
            drifted = {name: value for name, value in fresh.items() if name in (inputs or schema.inputs(token))}
            return provider_pb2.ReadResponse(
                id=request.id, properties=_struct(outputs | fresh), inputs=_struct(inputs | drifted)
            )
        return None

    def Update(self, request: Any, context: Any) -> Any:
        token = _token(request.urn)
        outputs, inputs = _plain(request.olds), _plain(request.news)
        if request.preview:
            return provider_pb2.UpdateResponse(properties=_struct(outputs | inputs))
        handler = handlers().get(token)
        with self._refusing(context):
            place = self._place(context, inputs)
            added = handler.update(place, request.id, inputs) if handler else {}
            live = read_back(place, token, request.id, inputs) if handler else {}
            return provider_pb2.UpdateResponse(properties=_struct({**outputs, **inputs, **added, **live}))
        return None

    def Delete(self, request: Any, context: Any) -> Any:
        outputs = _plain(request.properties)
        handler = handlers().get(_token(request.urn))
        with self._refusing(context):
            if handler:
                handler.delete(self._place(context, outputs), request.id, outputs)
        return empty_pb2.Empty()

    def Invoke(self, request: Any, context: Any) -> Any:
        arguments = _plain(request.args)
        with self._refusing(context):
            return provider_pb2.InvokeResponse(
                **{"return": _struct(invoke(self._place(context, arguments), request.tok, arguments))}
            )
        return None

    def Cancel(self, request: Any, context: Any) -> Any:
        return empty_pb2.Empty()

    def _place(self, context: Any, properties: Properties) -> Place:
        place = self._places.get(context.peer())
        if place is None:
            raise TwinError("the provider names no account; expected allowedAccountIds with one id")
        return replace(place, region=properties.get("region") or place.region)

    @contextlib.contextmanager
    def _refusing(self, context: Any) -> Iterator[None]:
        """One call at a time; what AWS would refuse ends as the engine's error of that resource."""
        with self._lock:
            try:
                yield
            except Exception as error:
                context.abort(grpc.StatusCode.UNKNOWN, f"{error}")


def _token(urn: str) -> str:
    return urn.split("::")[2].rpartition("$")[2]


def _plain(struct: Any) -> dict[str, Any]:
    return dict(json_format.MessageToDict(struct))


def _struct(properties: Properties) -> struct_pb2.Struct:
    struct = struct_pb2.Struct()
    json_format.ParseDict(_jsonable(properties), struct)
    return struct


def _jsonable(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str))


def _setting(value: Any) -> Any:
    """A provider's setting: lists, objects and flags travel as JSON text."""
    try:
        return json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value
    except ValueError:
        return value


def _unknown(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(map(_unknown, value.values()))
    if isinstance(value, list):
        return any(map(_unknown, value))
    return bool(value == UNKNOWN)


def _planned(token: str, inputs: Properties) -> Properties:
    """The outputs of a resource that is only previewed: its inputs, and everything else unknown."""
    cls = schema.resource_class(token)
    names = sdk_types.resource_types(cls) if cls else {}
    return dict.fromkeys(names, UNKNOWN) | dict(inputs)


@contextlib.contextmanager
def provider(aws: EmbeddedAws) -> Iterator[int]:
    """Serve the provider on the loopback interface while the context lasts; yields the port."""
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=16))
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(AwsProvider(aws), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield port
    finally:
        server.stop(grace=None).wait()
