"""The program runs on the real Pulumi engine, with the twin as its aws provider and the pack judging every resource.

Not proven here: the AWS provider itself. Needs a `pulumi` with its Python language host on the PATH; there is none in
the Python packages, so without one these tests skip and say so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from organizations.loading import load
from stacks._settings import pack_settings

ROOT = Path(__file__).parents[2]
ENGINE = shutil.which("pulumi")

pytestmark = pytest.mark.skipif(ENGINE is None, reason="the real Pulumi engine: no `pulumi` on the PATH")


class Engine:
    """The pulumi command on a copy of the project, with a state of its own."""

    def __init__(self, project: Path, environment: Mapping[str, str]) -> None:
        self._project = project
        self._environment = dict(environment)

    def __call__(self, *arguments: str) -> str:
        """Run a command, which must succeed; return its standard output."""
        code, output = self.attempt(*arguments)
        assert code == 0, output[-4000:]
        return output

    def attempt(self, *arguments: str) -> tuple[int, str]:
        """Run a command; return its exit code and its standard output, or all output where it fails."""
        done = subprocess.run(
            [ENGINE or "pulumi", *arguments, "--non-interactive"],
            cwd=self._project,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        return done.returncode, done.stdout + (done.stderr if done.returncode else "")


@contextmanager
def new_engine(home: Path) -> Iterator[Engine]:
    """An engine with an embedded AWS behind it, both empty."""
    project = home / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis"))
    (project / ".venv").symlink_to(Path(sys.prefix))
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PULUMI_"))},
        "PATH": os.pathsep.join((str(Path(sys.prefix) / "bin"), os.environ["PATH"])),
        "PULUMI_HOME": str(home / "home"),
        "PULUMI_BACKEND_URL": f"file://{home}",
        "PULUMI_CONFIG_PASSPHRASE": "rehearsal",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        # Nothing is lost when a test dies half-way; writing the whole state at every step takes minutes.
        "PULUMI_EXPERIMENTAL": "true",
        "PULUMI_SKIP_CHECKPOINTS": "true",
        "PULUMI_OPTION_POLICY_PACK": str(project / "policy_packs" / "guardrails"),
    }
    packs = home / "packs.json"
    packs.write_text(json.dumps(pack_settings(load(ROOT / "organizations" / "example.yaml"))))
    environment["PULUMI_OPTION_POLICY_PACK_CONFIG"] = str(packs)
    command = [sys.executable, "-m", "operations", "twin"]
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) as twin:
        try:
            assert twin.stdout is not None
            for line in twin.stdout:
                name, _, value = line.removeprefix("export ").strip().partition("=")
                environment[name] = value
                if name == "AWS_SECRET_ACCESS_KEY":
                    break
            yield Engine(project, environment)
        finally:
            twin.terminate()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine with the stack of every layer, which the tests of this module take through its life in their order."""
    with new_engine(tmp_path_factory.mktemp("pulumi")) as run:
        run("stack", "init", "example")
        yield run


def test_preview_knows_every_resource_before_anything_exists(engine: Engine) -> None:
    assert json.loads(engine("preview", "--json"))["changeSummary"]["create"] > 700


def test_up_creates_everything_with_the_pack_on(engine: Engine) -> None:
    output = engine("up", "--yes", "--skip-preview", "--suppress-outputs")
    assert "landing-zone-guardrails" in output
    assert "errored" not in output


def test_a_second_up_changes_nothing(engine: Engine) -> None:
    engine("up", "--yes", "--skip-preview", "--suppress-outputs", "--expect-no-changes")


def test_refresh_finds_no_drift(engine: Engine) -> None:
    engine("refresh", "--yes", "--skip-preview", "--suppress-outputs", "--expect-no-changes")


def test_destroy_refuses_what_is_protected(engine: Engine) -> None:
    code, output = engine.attempt("destroy", "--yes", "--skip-preview")
    assert code != 0
    assert "because it is protected" in output


def test_destroy_ends_clean_once_protection_is_lifted(engine: Engine) -> None:
    engine("state", "unprotect", "--all", "--yes")
    engine("destroy", "--yes", "--skip-preview", "--suppress-outputs")
    state = json.loads(engine("stack", "export"))
    assert "resources" not in state["deployment"]


def test_layers_in_stacks_of_their_own_find_each_other(tmp_path: Path) -> None:
    with new_engine(tmp_path) as run:
        for layer in ("organization", "logging", "account.payments-production"):
            run("stack", "init", f"example.{layer}")
            run("up", "--yes", "--skip-preview", "--suppress-outputs")
        run("up", "--yes", "--skip-preview", "--suppress-outputs", "--expect-no-changes")
