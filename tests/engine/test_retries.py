"""On the real Pulumi engine, what fails for a reason that passes by itself is tried again, and nothing else is.

Not proven here: the texts in which AWS says so. Needs a `pulumi` with its Python language host on the PATH.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import twin.provider
from tests.conftest import MANAGEMENT_ID, new_world
from twin.handlers import Place, Properties, TwinError, carry_out
from twin.provider import provider

ROOT = Path(__file__).parents[2]
ENGINE = shutil.which("pulumi")

pytestmark = pytest.mark.skipif(ENGINE is None, reason="the real Pulumi engine: no `pulumi` on the PATH")

PROGRAM = """
import pulumi
import pulumi_aws as aws
from components._hooks import transient

async def pause(seconds):
    pass

provider = aws.Provider("management", region="us-east-1", allowed_account_ids=["MANAGEMENT"])
options = pulumi.ResourceOptions(provider=provider, hooks=transient("trust", pause=pause))
aws.organizations.AwsServiceAccess("trust", service_principal="ram.amazonaws.com", opts=options)
"""


@pytest.mark.parametrize(
    ("failure", "attempts", "succeeds"),
    [("ConcurrentModificationException: later", 3, True), ("AccessDeniedException: no", 1, False)],
)
def test_only_what_passes_by_itself_is_tried_again(
    failure: str, attempts: int, succeeds: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def fail_twice(at: Place, token: str, inputs: Properties, *, name: str) -> Any:
        tried.append(name)
        if len(tried) <= 2:
            raise TwinError(failure)
        return carry_out(at, token, inputs, name=name)

    monkeypatch.setattr(twin.provider, "carry_out", fail_twice)
    project = tmp_path / "project"
    project.mkdir()
    (project / "Pulumi.yaml").write_text("name: retries\nruntime: python\n")
    (project / "__main__.py").write_text(PROGRAM.replace("MANAGEMENT", MANAGEMENT_ID))
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PULUMI_"))},
        "PATH": os.pathsep.join((str(Path(sys.prefix) / "bin"), os.environ["PATH"])),
        "PYTHONPATH": str(ROOT),
        "PULUMI_HOME": str(tmp_path / "home"),
        "PULUMI_BACKEND_URL": f"file://{tmp_path}",
        "PULUMI_CONFIG_PASSPHRASE": "retries",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }

    def pulumi(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [ENGINE or "pulumi", *arguments, "--non-interactive"]
        return subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, timeout=300, check=False
        )

    assert pulumi("stack", "init", "test").returncode == 0
    with new_world() as world, provider(world.aws) as port:
        environment["PULUMI_DEBUG_PROVIDERS"] = f"aws:{port}"
        done = pulumi("up", "--yes", "--skip-preview")
    assert (done.returncode == 0) is succeeds, done.stdout + done.stderr
    assert tried == ["trust"] * attempts
