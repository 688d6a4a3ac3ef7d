"""`landing-zone check` says what an organization file amounts to, or everything that is wrong with it.

Not proven here: that everything is found; the tests of organizations are about that.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from operations.__main__ import main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "organizations" / "example.yaml"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "acme.yaml"
    text = (
        EXAMPLE.read_text(encoding="utf-8")
        .replace("name: example ", "name: Zürich ")
        .replace("cidr: 10.0.", "cidr: 8.0.")
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_summed_up_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLE)]) == 0
    assert capsys.readouterr() == (f"{EXAMPLE}: 13 accounts, 7 units, 2 regions, 4 networks\n", "")


def test_every_problem_of_a_bad_file_is_printed(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(broken)]) == 2
    count, *problems = capsys.readouterr().out.splitlines()
    assert count == f"2 problems in {broken}"
    assert [each.removeprefix(f"{broken}:").split(": ")[1] for each in problems] == ["name", "networks.hub.cidr"]


def test_json_tells_a_good_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLE), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(EXAMPLE), "ok": True, "problems": []}


def test_json_tells_every_problem(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", str(broken)]) == 2
    report = json.loads(capsys.readouterr().out)
    assert (report["file"], report["ok"]) == (str(broken), False)
    assert [set(each) for each in report["problems"]] == [{"path", "value", "expected", "fix", "line"}] * 2
    assert [(each["path"], each["value"]) for each in report["problems"]] == [
        ("name", '"Zürich"'),
        ("networks.hub.cidr", '"8.0.0.0/20"'),
    ]


def test_a_missing_file_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none.yaml")]) == 2
    assert "no such file or directory" in capsys.readouterr().out


def test_a_file_is_required(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["check"])
    assert "FILE" in capsys.readouterr().err


def test_a_terminal_without_the_characters_gets_escapes(broken: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "operations", "check", str(broken)], capture_output=True, env=environment, check=False
    )
    assert (done.returncode, done.stderr) == (2, b"")
    assert b'"Z\\xfcrich"' in done.stdout


def test_a_file_name_that_is_no_text_is_shown_escaped(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\x1b.yaml"
    shutil.copy(EXAMPLE, name)
    done = subprocess.run(
        [os.fsencode(sys.executable), b"-m", b"operations", b"check", name],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\udcff\\x1b.yaml: 13 accounts" in done.stdout
