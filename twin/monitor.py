"""Run a Pulumi program against the embedded AWS without the engine: Pulumi's own mocks, carried out for real."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import grpc
import pulumi
from google.protobuf import empty_pb2
from pulumi.runtime import mocks, rpc
from pulumi.runtime.proto import callback_pb2, callback_pb2_grpc, resource_pb2
from pulumi.runtime.stack import run_pulumi_func
from pulumi.runtime.sync_await import _sync_await

from organizations.problems import counted

from . import schema
from .aws import EmbeddedAws
from .graph import Graph, Node
from .handlers import Place, Properties, TwinError, carry_out, handlers
from .invokes import invoke

# A hook that is called while the program ends is cut off, which gRPC would tell everybody.
os.environ.setdefault("GRPC_VERBOSITY", "ERROR")

_PROVIDER = "pulumi:providers:aws"
_ACCOUNT = "aws:organizations/account:Account"
_STACK = "pulumi:pulumi:Stack"
_RETRIES = 100

Progress = Callable[[Node], None]


class ProgramError(Exception):
    """Resources that the program describes wrongly, all of them: one line each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"- {problem}" for problem in problems)
        super().__init__(f"{counted(len(problems), 'problem')} of the program:\n{lines}")


class _Unused(mocks.Mocks):
    """The interface that the SDK's mock monitor wants; ours answers before it is asked."""

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        raise AssertionError(f"{args.typ} was not answered by the twin")

    def call(self, args: mocks.MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]] | None]:
        raise AssertionError(f"{args.token} was not answered by the twin")


class Monitor(mocks.MockMonitor):
    """Answers the program's registrations by carrying each resource out in the embedded AWS."""

    def __init__(self, aws: EmbeddedAws, home_region: str, progress: Progress) -> None:
        super().__init__(_Unused())
        self.aws = aws
        self.graph = Graph()
        self.problems: list[str] = []
        self._home_region = home_region
        self._progress = progress
        self._hooks: dict[str, Any] = {}
        self._store: dict[tuple[str, ...], dict[str, Properties]] = {}
        self._providers: dict[str, Place] = {}
        self._default_tags: dict[str, Mapping[str, str]] = {}
        # moto's state is not made for several threads, and the SDK registers from a pool of them.
        self._lock = threading.Lock()

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        """The URN with the types of all ancestors, as the engine builds it."""
        parent_type = parent.split("::")[2] if parent else _STACK
        qualified = type_ if parent_type == _STACK else f"{parent_type}${type_}"
        return f"urn:pulumi:{pulumi.get_stack()}::{pulumi.get_project()}::{qualified}::{name}"

    def RegisterResource(self, request: Any) -> Any:
        urn = self.make_urn(request.parent, request.type, request.name)
        if request.type == _STACK:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        with _event_loop():
            return self._register(request, urn)

    def _register(self, request: Any, urn: str) -> Any:
        inputs, _ = rpc.deserialize_properties_unwrap_secrets(request.object)
        node = Node(
            urn=urn,
            type=request.type,
            name=request.name,
            inputs=inputs,
            outputs=inputs,
            parent=request.parent,
            provider=request.provider,
            dependencies=tuple(request.dependencies),
            property_dependencies={
                name: tuple(value.urns) for name, value in request.propertyDependencies.items() if value.urns
            },
            protect=request.protect,
            retain_on_delete=request.retainOnDelete,
            ignore_changes=tuple(request.ignoreChanges),
            hooks=tuple(request.hooks.after_create),
            error_hooks=tuple(request.hooks.on_error),
            custom=request.custom,
        )
        for hook in request.hooks.before_create:
            self._run_hook(hook, node)
        made, errors = self._attempt(node, request.importId, [])
        while not made and self._retried(node, errors):
            made, errors = self._attempt(node, request.importId, errors)
        if made:
            node = made
            for hook in request.hooks.after_create:
                self._run_hook(hook, node)
        else:
            self.problems.append(f"{request.name} ({request.type}): {errors[0]}")
        self._progress(node)
        self.resources[urn] = mocks.MockMonitor.ResourceRegistration(urn, node.id, dict(node.outputs))
        outputs = _sync_await(rpc.serialize_properties(dict(node.outputs), {}))
        return resource_pb2.RegisterResourceResponse(urn=urn, id=node.id, object=outputs)

    def _attempt(self, node: Node, import_id: str, errors: list[str]) -> tuple[Node | None, list[str]]:
        """The node as it was made, or None, and the errors so far, newest first."""
        with self._lock:
            try:
                made = self._carry_out(node, import_id)
                self.graph.add(made)
            except (TwinError, ValueError) as error:
                return None, [str(error), *errors]
        return made, errors

    def _retried(self, node: Node, errors: list[str]) -> bool:
        """Whether one of the error hooks asks for another attempt, which the engine grants a hundred times."""
        if len(errors) > _RETRIES:
            return False
        request = resource_pb2.ErrorHookRequest(
            urn=node.urn, name=node.name, type=node.type, failed_operation="create", errors=errors
        )
        answers = [
            resource_pb2.ErrorHookResponse.FromString(self._call_back(name, request)) for name in node.error_hooks
        ]
        self.problems.extend(f"{node.name}: an error hook failed: {each.error}" for each in answers if each.error)
        return any(each.retry for each in answers)

    def RegisterErrorHook(self, request: Any) -> Any:
        return self.RegisterResourceHook(request)

    def RegisterResourceHook(self, request: Any) -> Any:
        self._hooks[request.name] = request.callback
        return empty_pb2.Empty()

    def _run_hook(self, name: str, node: Node) -> None:
        request = resource_pb2.ResourceHookRequest(urn=node.urn, id=node.id, name=node.name, type=node.type)
        response = resource_pb2.ResourceHookResponse.FromString(self._call_back(name, request))
        if response.error:
            self.problems.append(f"{node.name}: the hook {name} failed: {response.error}")

    def _call_back(self, name: str, request: Any) -> bytes:
        """Call a hook back in the program's event loop, over gRPC as the engine does."""
        callback = self._hooks[name]
        with grpc.insecure_channel(callback.target) as channel:
            answer = callback_pb2_grpc.CallbacksStub(channel).Invoke(
                callback_pb2.CallbackInvokeRequest(token=callback.token, request=request.SerializeToString())
            )
        return bytes(answer.response)

    def Invoke(self, request: Any) -> Any:
        with _event_loop():
            arguments, _ = rpc.deserialize_properties_unwrap_secrets(request.args)
            with self._lock:
                place = self._providers.get(request.provider)
                if place is None:
                    self.problems.append(f"{request.tok} is called without an explicit provider")
                    place = self._place(self.aws.management_account, self._home_region)
                try:
                    result = invoke(place, request.tok, arguments)
                except TwinError as error:
                    self.problems.append(f"{error}")
                    result = {}
            return resource_pb2.ResourceInvokeResponse(**{"return": _sync_await(rpc.serialize_properties(result, {}))})

    def _place(self, account: str, region: str) -> Place:
        return Place(self.aws, account, region, self._store)

    def _carry_out(self, node: Node, import_id: str) -> Node:
        if node.type == _PROVIDER:
            return self._configure(node)
        if not node.custom or not node.type.startswith("aws:"):
            return node
        place = self._providers.get(node.provider)
        if place is None:
            raise TwinError("no explicit provider; got the default one, expected the provider of an account")
        if import_id and node.type != _ACCOUNT:
            raise TwinError(f"nothing exists that could be imported; got the id {import_id}")
        place = replace(place, import_id=import_id)
        if schema.resource_class(node.type) is None:
            raise TwinError("the installed pulumi-aws has no such type")
        inputs = dict(node.inputs)
        if schema.takes_region(node.type):
            inputs.setdefault("region", place.region)
            place = replace(place, region=inputs["region"])
        if unknown := schema.unknown_inputs(node.type, inputs):
            raise TwinError(f"the installed pulumi-aws has no such inputs: {', '.join(unknown)}")
        if "tags" in schema.inputs(node.type):
            inputs["tagsAll"] = {**self._default_tags[node.provider], **(inputs.get("tags") or {})}
        id, outputs, state = carry_out(place, node.type, inputs, name=node.name)
        region = place.region if schema.takes_region(node.type) else ""
        return replace(
            node,
            inputs=inputs,
            outputs=outputs,
            id=id,
            account=place.account,
            region=region,
            defaulted=frozenset(inputs) - frozenset(node.inputs),
            state=state,
        )

    def _configure(self, node: Node) -> Node:
        """Remember which account and region a provider instance stands for."""
        accounts = _parsed(node.inputs.get("allowedAccountIds")) or []
        if len(accounts) != 1:
            raise TwinError(f"allowedAccountIds must name the provider's account; got {accounts!r}")
        if not node.inputs.get("region"):
            raise TwinError("the provider has no region; got none, expected the organization's home region")
        node = replace(node, id=f"{node.name}-id", account=accounts[0], region=node.inputs["region"])
        reference = f"{node.urn}::{node.id}"
        self._providers[reference] = self._place(node.account, node.region)
        self._default_tags[reference] = (_parsed(node.inputs.get("defaultTags")) or {}).get("tags", {})
        return node


def _parsed(value: Any) -> Any:
    """A provider's setting; the SDK sends lists and objects of provider settings as JSON text."""
    return json.loads(value) if isinstance(value, str) else value


@contextlib.contextmanager
def _event_loop() -> Iterator[None]:
    """An event loop for one call in a thread of the SDK's pool: its helpers want one, and would leave theirs open."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        yield
    finally:
        asyncio.set_event_loop(None)
        loop.close()


def run_program(
    program: Callable[[], object],
    aws: EmbeddedAws,
    *,
    stack: str,
    home_region: str,
    config: Mapping[str, str] | None = None,
    progress: Progress = lambda _: None,
) -> Graph:
    """Run a Pulumi program to its end and return the graph of what it made.

    Raises:
        ProgramError: resources that AWS would refuse, or that stand in no account.
    """
    handlers()  # A mistake in a handler shows before the first resource.
    loop = asyncio.new_event_loop()
    # What fails is raised below; asyncio would print each thing that waits for it, too.
    loop.set_exception_handler(lambda *_: None)
    asyncio.set_event_loop(loop)
    try:
        monitor = Monitor(aws, home_region, progress)
        mocks.set_mocks(_Unused(), project="landing-zone", stack=stack, preview=False, monitor=monitor)
        pulumi.runtime.set_all_config({f"landing-zone:{name}": value for name, value in (config or {}).items()})

        async def main() -> None:
            program()

        try:
            loop.run_until_complete(run_pulumi_func(main))
        except Exception as error:
            if monitor.problems:
                # A program that misses what could not be made stumbles over it; the problems say why.
                raise ProgramError(monitor.problems) from error
            raise
    finally:
        asyncio.set_event_loop(None)
        loop.close()
    if monitor.problems:
        raise ProgramError(monitor.problems)
    return monitor.graph
