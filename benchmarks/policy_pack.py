"""What the policy pack costs a deploy: routed, as we serve it, against the SDK's way of running every policy.

Both ways run in one process on the same requests through the SDK's own server, one after the other, so the ratios hold
on any machine; the milliseconds are CPU time of this one. A run is what a deploy asks of a fresh server: Analyze for
every resource, then AnalyzeStack. The resources are those of the catalogue's examples that violate nothing, and, apart
from that, with some that do: the SDK has to run each violated policy, on the whole stack, to have it reported.

    python -m benchmarks.policy_pack [--rules 250] [--stack 100 1000] [--violated 0 10] [--repeat 3] [--json]
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import Control, StackRule
from tests.policy_packs import _engine as engine
from tests.policy_packs._engine import Planned, Server

Group = list[Planned]


@dataclass(frozen=True)
class Measurement:
    """One comparison: milliseconds for one resource, or for one stack."""

    name: str
    routed: float
    one_by_one: float

    @property
    def ratio(self) -> float:
        return self.one_by_one / self.routed


def controls_with(rules: int) -> list[Control]:
    """The catalogue's controls, repeated under other ids until they have that many rules."""
    with_rules = [control for control in catalogue() if control.rules]
    found: list[Control] = []
    for number in itertools.count(1):
        for control in with_rules:
            if rules <= 0:
                return found
            found.append(control if number == 1 else replace(control, id=f"{control.id}-{number}"))
            rules -= len(control.rules)
    return found


def groups(server: Server, violated: int) -> list[Group]:
    """The examples that violate nothing, and a bad one of some controls, evenly of both kinds of rules."""
    controls = [control for control in catalogue() if control.rules]
    good = [engine.plan(example) for control in controls for example in control.good if not example.parameters]
    by_kind = sorted(controls, key=lambda control: any(isinstance(rule, StackRule) for rule in control.rules))
    step = len(by_kind) // (violated or 1)
    bad = [engine.plan(control.bad[0]) for control in by_kind[step - 1 :: step][:violated]]
    return [*bad, *(group for group in good if not server.judge(group))]


def stack_of(size: int, groups: Sequence[Group]) -> Group:
    """A stack of about that many resources: the groups over and over, each time with names of their own."""
    resources: Group = []
    for number, group in enumerate(itertools.cycle(groups)):
        if len(resources) >= size:
            break
        resources += _renamed(group, f"-{number}")
    return resources


def _renamed(group: Group, suffix: str) -> Iterator[Planned]:
    names = {value for resource in group for value in resource.outputs.values()}

    def rename(value: Any) -> Any:
        return f"{value}{suffix}" if isinstance(value, str) and value in names else value

    for resource in group:
        yield replace(
            resource,
            name=resource.name + suffix,
            urn=resource.urn + suffix,
            inputs=engine.all_replaced(resource.inputs, rename),
            outputs=engine.all_replaced(resource.outputs, rename),
            property_dependencies={
                name: tuple(urn + suffix for urn in urns) for name, urns in resource.property_dependencies.items()
            },
            parent=resource.parent and resource.parent + suffix,
        )


def deploy(server: Server, resources: Group) -> tuple[float, float]:
    """Milliseconds that a pack's fresh server takes for one resource, and for the stack, as the engine asks it."""
    requests = [resource.request() for resource in resources]
    stack = engine.stack_request(resource.state() for resource in resources)
    start = time.process_time()
    for request in requests:
        server.servicer.Analyze(request, None)
    analyzed = time.process_time()
    server.servicer.AnalyzeStack(stack, None)
    return (analyzed - start) * 1000 / len(requests), (time.process_time() - analyzed) * 1000


def measure(rules: int, stacks: Sequence[int], violations: Sequence[int], repeat: int) -> list[Measurement]:
    """Compare both ways; of several runs the fastest counts."""
    controls = controls_with(rules)
    found = []
    for violated in violations:
        chosen = groups(engine.Server(controls), violated)
        for size in stacks:
            resources = stack_of(size, chosen)
            runs = [
                (deploy(engine.Server(controls), resources), deploy(engine.unrouted(controls), resources))
                for _ in range(repeat)
            ]
            for index, what in enumerate(("Analyze, a resource", "AnalyzeStack")):
                routed, one_by_one = (min(run[way][index] for run in runs) for way in (0, 1))
                name = f"{what}: {size} resources, {violated} controls violated"
                found.append(Measurement(name, routed, one_by_one))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.policy_pack", description=__doc__)
    parser.add_argument("--rules", type=int, default=250)
    parser.add_argument("--stack", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--violated", type=int, nargs="*", default=[0, 10])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = measure(options.rules, options.stack, options.violated, options.repeat)
    if options.json:
        results = [{**asdict(item), "ratio": round(item.ratio, 1)} for item in found]
        print(json.dumps({"rules": options.rules, "unit": "ms", "results": results}, indent=2))
        return
    print(f"{f'{options.rules} rules':<60}{'routed':>12}{'one by one':>14}{'ratio':>8}")
    for item in found:
        print(f"{item.name:<60}{item.routed:>9.2f} ms{item.one_by_one:>11.2f} ms{item.ratio:>7.0f}x")


if __name__ == "__main__":
    main()
