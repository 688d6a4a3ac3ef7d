"""What the policy pack costs a deploy, beside the SDK's own way of serving it and beside another open pack.

Each way is a process of its own that is asked over gRPC as the engine asks it: Analyze for every resource, then
AnalyzeStack. The resources are those of the catalogue's good examples, over and over, so that most of them violate some
other control: what has to be reported is part of the cost. Wall-clock time of one machine, the best of several runs;
the ratios are what to look at.

stock      the same controls under the SDK's server, which decodes a resource again for each policy
awsguard   @pulumi/awsguard, 28 rules, where npm can install it

    python -m benchmarks.policy_pack [--stack 100 1000 4000] [--ways stock awsguard] [--stock-up-to 1000] [--json]
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as proto
from pulumi.runtime.proto import analyzer_pb2_grpc

from policy_packs.guardrails.controls import catalogue
from tests.policy_packs import _engine as engine
from tests.policy_packs._engine import Planned

PACK = Path(__file__).parents[1] / "policy_packs" / "guardrails"
OURS = "landing-zone"
_STOCK = """
from controls import catalogue
from controls._model import StackRule
from controls._policies import ResourcePolicy, StackPolicy, policies
from pulumi_policy import EnforcementLevel, PolicyPack
both = [c for c in catalogue() if len({type(rule) for rule in c.rules}) == 2]
beside = [StackPolicy(control) for control in both]
for policy in beside:
    policy.name += ".stack"
PolicyPack("stock", [*policies(catalogue()), *beside], EnforcementLevel.MANDATORY)
"""
_AWSGUARD = 'const { AwsGuard } = require("@pulumi/awsguard"); new AwsGuard({ all: "mandatory" });'
# Rules of AWSGuard that ask AWS itself, which would measure the network.
_ONLINE = ("acm-certificate-expiration", "access-keys-rotated", "mfa-enabled-for-iam-console-access")
_PACKAGES = ("@pulumi/awsguard", "@pulumi/policy", "@pulumi/pulumi")
# The protocol's own limit is 4 MB, which a stack of a thousand resources passes.
# Seconds after which an answer doesn't come any more.
_PATIENCE = 300
_OPTIONS = (("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1))


@dataclass(frozen=True)
class Measurement:
    """One way at one size: milliseconds for Analyze of a resource and for AnalyzeStack, what was
    reported, and how many requests broke the pack."""

    way: str
    policies: int
    resources: int
    analyze: float
    stack: float
    violations: int
    failures: int

    @property
    def per_resource(self) -> float:
        """All that the pack costs a deploy, for each of its resources."""
        return self.analyze + self.stack / self.resources


def workload(size: int) -> list[Planned]:
    """A stack of about that many resources: the good examples over and over, each time with names of their own."""
    groups = [engine.plan(each) for control in catalogue() for each in control.good if not each.parameters]
    random.Random(0).shuffle(groups)  # Small stacks hold something of every service too.
    resources: list[Planned] = []
    for number, group in enumerate(itertools.cycle(groups)):
        if len(resources) >= size:
            break
        resources += engine.renamed(group, f"-{number}")
    return resources


@contextmanager
def served(command: Sequence[str], folder: Path) -> Iterator[analyzer_pb2_grpc.AnalyzerStub]:
    """A pack's process and a connection to it.

    Raises:
        OSError: the process ended before it said its port.
    """
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            port = process.stdout.readline().strip()
            if not port:
                raise OSError(f"{' '.join(command)} ended without a port")
            with grpc.insecure_channel(f"127.0.0.1:{port}", options=_OPTIONS) as channel:
                yield analyzer_pb2_grpc.AnalyzerStub(channel)
        finally:
            process.kill()


def configure(stub: analyzer_pb2_grpc.AnalyzerStub) -> int:
    """Give each policy its default level, as the engine does; returns the number of those that run."""
    request = proto.ConfigureAnalyzerRequest()
    policies = stub.GetAnalyzerInfo(empty_pb2.Empty()).policies
    for policy in policies:
        level = proto.DISABLED if policy.name in _ONLINE else policy.enforcementLevel
        request.policyConfig[policy.name].enforcementLevel = level
        request.policyConfig[policy.name].properties.SetInParent()
    stub.Configure(request)
    return len(policies) - sum(policy.name in _ONLINE for policy in policies)


def measure(way: str, stub: analyzer_pb2_grpc.AnalyzerStub, resources: list[Planned], repeat: int) -> Measurement:
    """Ask for every resource and for the stack; of several runs the fastest counts."""
    policies = configure(stub)
    requests = [resource.request() for resource in resources]
    stack = engine.stack_request(resource.state() for resource in resources)
    runs = []
    for _ in range(repeat):
        start = time.perf_counter()
        answers = [_answer(stub.Analyze, request) for request in requests]
        analyzed = time.perf_counter()
        answers.append(_answer(stub.AnalyzeStack, stack))
        runs.append(((analyzed - start) * 1000 / len(requests), (time.perf_counter() - analyzed) * 1000))
    analyze, whole = (min(run[index] for run in runs) for index in (0, 1))
    violations = sum(len(answer.diagnostics) for answer in answers if answer)
    return Measurement(way, policies, len(resources), analyze, whole, violations, answers.count(None))


def _answer(ask: Any, request: Any) -> proto.AnalyzeResponse | None:
    try:
        answer: proto.AnalyzeResponse = ask(request, timeout=_PATIENCE)
    except grpc.RpcError:
        return None  # The pack has broken, which would stop a deploy.
    return answer


def _commands(ways: Sequence[str], place: Path) -> Iterator[tuple[str, Sequence[str], Path]]:
    yield OURS, (sys.executable, "-u", "__main__.py"), PACK
    if "stock" in ways:
        yield "stock", (sys.executable, "-u", "-c", _STOCK), PACK
    if "awsguard" in ways:
        (place / "package.json").write_text('{"name": "awsguard", "version": "0.0.1"}', encoding="utf-8")
        try:
            install = ("npm", "install", "--prefix", str(place), "--silent", *_PACKAGES)
            subprocess.run(install, cwd=place, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"awsguard is left out: npm can't install it ({error})", file=sys.stderr)
            return
        (place / "index.js").write_text(_AWSGUARD, encoding="utf-8")
        yield "awsguard", ("node", "index.js"), place


def main(arguments: Sequence[str] | None = None) -> None:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.policy_pack", description=__doc__, formatter_class=layout
    )
    parser.add_argument("--stack", type=int, nargs="+", default=[100, 1000, 4000])
    parser.add_argument("--ways", nargs="*", choices=("stock", "awsguard"), default=["stock", "awsguard"])
    parser.add_argument("--stock-up-to", type=int, default=1000, help="it takes minutes on larger stacks")
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    workloads = [workload(size) for size in options.stack]
    found: list[Measurement] = []
    with tempfile.TemporaryDirectory() as place:
        for way, command, folder in _commands(options.ways, Path(place)):
            largest = options.stock_up_to * 1.1 if way == "stock" else float("inf")
            chosen = [resources for resources in workloads if len(resources) <= largest]
            # One after the other: a process must not be started while a channel is open.
            with served(command, folder) as stub:
                found += [measure(way, stub, resources, options.repeat) for resources in chosen]
    if options.json:
        print(json.dumps([{**asdict(item), "per_resource": round(item.per_resource, 4)} for item in found], indent=2))
        return
    ours = {item.resources: item for item in found if item.way == OURS}
    titles = ("policies", "resources", "Analyze, each", "AnalyzeStack", "a resource", "ratio", "violations", "broken")
    print(f"{'way':<14}" + "".join(f"{title:>15}" for title in titles))
    for item in found:
        ratio = item.per_resource / ours[item.resources].per_resource
        print(
            f"{item.way:<14}{item.policies:>15}{item.resources:>15}{item.analyze:>12.3f} ms{item.stack:>12.1f} ms"
            f"{item.per_resource:>12.3f} ms{ratio:>14.1f}x{item.violations:>15}{item.failures:>15}"
        )


if __name__ == "__main__":
    main()
