"""The benchmark asks what it says it asks, of packs that answer.

Not proved: how long anything takes; no time is asserted.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import policy_pack as benchmark
from policy_packs.guardrails.controls import catalogue


def test_a_workload_is_as_large_as_asked_and_has_no_name_twice() -> None:
    resources = benchmark.workload(500)
    assert 500 <= len(resources) < 550
    assert len({resource.urn for resource in resources}) == len(resources)


def test_the_sdk_s_way_reports_as_much_as_ours(capsys: pytest.CaptureFixture[str]) -> None:
    benchmark.main(["--stack", "12", "--ways", "stock", "--repeat", "1", "--json"])
    ours, stock = json.loads(capsys.readouterr().out)
    assert (ours["way"], stock["way"]) == ("landing-zone", "stock")
    assert ours["violations"] == stock["violations"] > 0
    assert ours["failures"] == stock["failures"] == 0
    rules = [control for control in catalogue() if control.rules]
    assert ours["policies"] == len(rules) + 1
    assert ours["per_resource"] > 0


def test_the_command_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    benchmark.main(["--stack", "5", "10", "--ways", "--repeat", "1"])
    header, *lines = capsys.readouterr().out.splitlines()
    assert header.startswith("way")
    assert [line.split()[0] for line in lines] == ["landing-zone", "landing-zone"]


def test_a_pack_that_does_not_start_is_an_error(tmp_path: Path) -> None:
    with (
        pytest.raises(OSError, match="ended without a port"),
        benchmark.served((sys.executable, "-c", "pass"), tmp_path),
    ):
        pass
