"""What the policy pack costs a deploy: routed, as we serve it, against the SDK's way of running every policy.

Both ways run in one process on the same requests through the SDK's own server, one after the other, so the ratios hold
on any machine; the milliseconds are of this one. Resources are those of the catalogue's examples. `compliant` ones
violate nothing; `mixed` is all of them, which is worse than any real stack: about half violate something, and the
SDK has to run each violated policy to have it reported.

    python -m benchmarks.policy_pack [--rules 250] [--stack 100 1000] [--json]
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import Control
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


def groups(server: Server, compliant: bool) -> list[Group]:
    """The examples that need no settings, or those of them that violate nothing, as groups of resources."""
    found = [
        engine.plan(example)
        for control in catalogue()
        for example in (*control.good, *control.bad)
        if not example.parameters
    ]
    return [group for group in found if not server.judge(group)] if compliant else found


def stack_of(size: int, groups: Sequence[Group]) -> Group:
    """A stack of about that many resources: the groups over and over, each time with names of their own."""
    resources: Group = []
    for number in itertools.count():
        for group in groups:
            if len(resources) >= size:
                return resources
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


def _milliseconds(work: Callable[[], object], least: float) -> float:
    """The fastest of several runs, which go on for at least that many seconds."""
    best, spent = float("inf"), 0.0
    while spent < least:
        start = time.perf_counter()
        work()
        took = time.perf_counter() - start
        best, spent = min(best, took), spent + took
    return best * 1000


def measure(rules: int, stacks: Sequence[int], seconds: float = 1.0) -> list[Measurement]:
    """Compare both ways on Analyze and on AnalyzeStack, for compliant and for mixed resources."""
    controls = controls_with(rules)
    routed, one_by_one = engine.routed(controls), engine.unrouted(controls)
    found = []
    for mix in ("compliant", "mixed"):
        chosen = groups(routed, compliant=mix == "compliant")
        requests = [resource.request() for group in chosen for resource in group]

        def analyze(server: Server, requests: Sequence[Any] = requests) -> Callable[[], object]:
            return lambda: [server.servicer.Analyze(request, None) for request in requests]

        times = [_milliseconds(analyze(server), seconds) / len(requests) for server in (routed, one_by_one)]
        found.append(Measurement(f"Analyze, {mix}, a resource", *times))
        for size in stacks:
            states = [resource.state() for resource in stack_of(size, chosen)]
            request = engine.stack_request(states)

            def analyze_stack(server: Server, request: Any = request) -> Callable[[], object]:
                return lambda: server.servicer.AnalyzeStack(request, None)

            times = [_milliseconds(analyze_stack(server), seconds) for server in (routed, one_by_one)]
            found.append(Measurement(f"AnalyzeStack, {mix}, {size} resources", *times))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.policy_pack", description=__doc__)
    parser.add_argument("--rules", type=int, default=250)
    parser.add_argument("--stack", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--seconds", type=float, default=1.0, help="how long to repeat each measurement, at least")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = measure(options.rules, options.stack, options.seconds)
    if options.json:
        results = [{**asdict(item), "ratio": round(item.ratio, 1)} for item in found]
        print(json.dumps({"rules": options.rules, "unit": "ms", "results": results}, indent=2))
        return
    print(f"{options.rules} rules{'routed':>43}{'one by one':>14}{'ratio':>8}")
    for item in found:
        print(f"{item.name:<40}{item.routed:>9.2f} ms{item.one_by_one:>11.2f} ms{item.ratio:>7.0f}x")


if __name__ == "__main__":
    main()
