"""The command finds its verbs, imports only the one that is asked for, and ends without a traceback.

Not proven here: what the verbs do.
"""

import ast
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from operations import check
from operations.__main__ import main, verbs
from organizations.problems import OrganizationFileError, Problem

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("path", verbs().values(), ids=verbs())
def test_a_verb_has_its_help_its_arguments_and_its_work(path: Path) -> None:
    module = ast.parse(path.read_bytes())
    assert (ast.get_docstring(module) or "").partition("\n")[0].endswith(".")
    assert {"configure", "run"} <= {each.name for each in module.body if isinstance(each, ast.FunctionDef)}


def test_help_names_every_verb_and_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "check" in verbs()
    for path in verbs().values():
        assert (ast.get_docstring(ast.parse(path.read_bytes())) or "").partition("\n")[0] in out


def test_help_of_a_verb_names_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", "--help"])
    assert ended.value.code == 0
    assert "--json" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["_console"], ["__main__"], ["check", "--nonsense", "file"]])
def test_what_is_no_verb_or_argument_is_bad_input(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: landing-zone" in capsys.readouterr().err


def test_help_imports_no_verb() -> None:
    script = (
        "import sys\n"
        "from operations.__main__ import main, verbs\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "modules = {f'operations.{path.stem}' for path in verbs().values()} | {'pydantic', 'yaml', 'rich', 'boto3'}\n"
        "sys.exit(str(modules & set(sys.modules)) if modules & set(sys.modules) else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_checking_imports_neither_pulumi_nor_boto3() -> None:
    script = (
        "import sys\n"
        "from operations.__main__ import main\n"
        "main(['check', 'organizations/example.yaml'])\n"
        "sys.exit(str({'pulumi', 'boto3', 'botocore', 'moto'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT, check=False
    )
    assert done.stderr == "set()\n"


def test_an_organization_file_that_any_verb_can_not_use_is_bad_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise OrganizationFileError("acme.yaml", [Problem("name", "1", "text", "write text", 3)])

    monkeypatch.setattr(check, "run", fail)
    assert main(["check", "acme.yaml"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "1 problem in acme.yaml\nacme.yaml:3: name: got 1; expected text; write text\n"


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "run", interrupt)
    assert main(["check", "acme.yaml"]) == 128 + signal.SIGINT
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("arguments", [["check", "organizations/example.yaml"], ["--help"]])
def test_a_reader_that_went_away_ends_quietly(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "operations", *arguments],
            stdout=closed,
            stderr=subprocess.PIPE,
            env={**ENVIRONMENT, "PYTHONUNBUFFERED": ""},
            cwd=ROOT,
            check=False,
        )
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")
