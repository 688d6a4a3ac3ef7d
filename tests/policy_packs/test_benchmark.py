"""The benchmark compares what it says it compares. How long anything takes is not proved here: no time is asserted."""

from __future__ import annotations

import json

import pytest

from benchmarks import policy_pack as benchmark
from policy_packs.guardrails.controls import catalogue
from tests.policy_packs import _engine as engine


def test_the_controls_are_repeated_until_the_rules_are_enough() -> None:
    controls = benchmark.controls_with(250)
    assert sum(len(control.rules) for control in controls) >= 250
    assert sum(len(control.rules) for control in controls[:-1]) < 250
    assert len({control.id for control in controls}) == len(controls)


def test_compliant_resources_violate_nothing_and_the_others_do() -> None:
    server = engine.routed(catalogue())
    compliant, violating = benchmark.groups(server, 0), benchmark.groups(server, 3)
    assert not [group for group in compliant if server.judge(group)]
    assert len([group for group in violating if server.judge(group)]) == 3


def test_a_stack_is_as_large_as_asked_and_stays_compliant() -> None:
    server = engine.routed(catalogue())
    resources = benchmark.stack_of(500, benchmark.groups(server, 0))
    assert 500 <= len(resources) < 550
    assert len({resource.urn for resource in resources}) == len(resources)
    assert not server.analyze_stack(resources)


def test_both_ways_report_the_same() -> None:
    controls = benchmark.controls_with(250)
    routed, unrouted = engine.routed(controls), engine.unrouted(controls)
    resources = benchmark.stack_of(30, benchmark.groups(routed, 10))
    found = [
        [(item.policyName, item.message, item.urn) for item in server.judge(resources)] for server in (routed, unrouted)
    ]
    assert found[0] == found[1]
    assert found[0]


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    benchmark.main(["--rules", "10", "--stack", "5", "--violated", "0", "1", "--repeat", "1", "--json"])
    results = json.loads(capsys.readouterr().out)["results"]
    assert len(results) == 4
    assert all({"name", "routed", "one_by_one", "ratio"} == set(result) for result in results)


def test_the_command_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    benchmark.main(["--rules", "10", "--stack", "5", "--violated", "0", "--repeat", "1"])
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()[1:]] == [
        "Analyze, a resource",
        "AnalyzeStack",
    ]
