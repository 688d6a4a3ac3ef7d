"""`landing-zone rehearse` reports in the documented shapes, ends in the documented codes and never with a traceback.

Two layers stand for all of them. Not proven here: what a rehearsal finds (tests/twin), and the whole organization.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.console import Console

import components.guardrails
import stacks
import twin.rehearsal
from operations.__main__ import main
from operations.rehearse import _ProgressLine, summarise
from organizations.loading import load
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import Control, Guardrail, Severity, Tier
from policy_packs.guardrails.controls._selection import Selection
from twin import reality
from twin.graph import Graph, Node
from twin.handlers import State, TwinError, handlers
from twin.proofs import Proof
from twin.rehearsal import Rehearsal, Violation

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "organizations" / "example.yaml"
LAYERS = ("organization", "guardrails")

# The verb in a process of its own, which may be interrupted however this one was started.
_PROCESS = f"""
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
import stacks
from operations.__main__ import main
stacks.LAYERS = {LAYERS!r}
sys.exit(main(sys.argv[1:]))
"""


@dataclass(frozen=True)
class Said:
    """How a run ended and what it wrote."""

    code: int
    out: str
    err: str


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> Said:
    code = main(["rehearse", *arguments])
    out, err = capfd.readouterr()
    return Said(code, out, err)


@pytest.fixture(autouse=True)
def _two_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stacks, "LAYERS", LAYERS)


@pytest.fixture(scope="module")
def report() -> Any:
    """What --json prints of the example organization."""
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out):
        patch.setattr(stacks, "LAYERS", LAYERS)
        assert main(["rehearse", "--json"]) == 0
    return json.loads(out.getvalue())


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Violation]:
    """Violations, for a test to fill in, of a rehearsal that deploys and proves nothing."""
    violations: list[Violation] = []
    monkeypatch.setattr(stacks, "LAYERS", ())
    monkeypatch.setattr(twin.rehearsal, "judge", lambda *_: iter(violations))
    monkeypatch.setattr(reality, "check", lambda *_: [])
    monkeypatch.setattr(twin.rehearsal, "prove", lambda *_: [])
    return violations


def test_json_has_the_documented_shape(report: Any) -> None:
    assert set(report) == set("organization accounts regions tier resources violations proofs seconds".split())
    assert (report["organization"], report["accounts"]) == ("example", 13)
    assert report["regions"] == ["us-east-1", "eu-west-1"]
    assert set(report["resources"]) == {"total", "executed", "checked", "recorded", "by_type"}
    assert report["violations"] == []
    assert set(report["proofs"]) == {"total", "failed"}
    assert report["proofs"]["total"] > 0
    assert report["proofs"]["failed"] == []
    assert set(report["seconds"]) == {"total", "deploy", "judge", "check", "prove"}
    assert all(seconds >= 0 for seconds in report["seconds"].values())


def test_json_counts_every_resource_once(report: Any) -> None:
    resources = report["resources"]
    assert resources["total"] == sum(resources[state] for state in State) > 0
    for state in State:
        assert resources[state] == sum(counts.get(state, 0) for counts in resources["by_type"].values()), state
    for token, counts in resources["by_type"].items():
        assert token.startswith("aws:"), token
        assert counts, token
        assert set(counts) <= set(State), token
    assert resources["by_type"]["aws:organizations/account:Account"] == {"executed": 12}


def test_a_clean_rehearsal_says_so_in_plain_text_and_nothing_about_trouble(
    report: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    said = run(capfd)
    assert (said.code, said.err) == (0, "")
    assert "\x1b" not in said.out
    verdict, *_ = said.out.splitlines()
    total = report["resources"]["total"]
    assert re.fullmatch(
        rf"example: 13 accounts in 2 regions, {total} resources, rehearsed in [0-9.]+ s: clean", verdict
    )
    assert re.search(r"payments-production [0-9]{12} 0 resources\n", said.out)
    assert "management 111122223333 " in said.out
    assert f"{report['proofs']['total']} proofs, 0 failed\n" in said.out
    standard = Selection(tier=Tier.STANDARD).of(catalogue())
    assert f"0 violations of {len(standard)} controls (tier standard)" in said.out
    assert "fails in" not in said.out


@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_mandatory_violation_ends_in_1(
    found: list[Violation], capfd: pytest.CaptureFixture[str], json_too: list[str]
) -> None:
    found.append(Violation("s3.public", "urn:pulumi:a::b::aws:s3/bucket:Bucket::[eu]", "mandatory", "open; close it"))
    said = run(capfd, *json_too)
    assert (said.code, said.err) == (1, "")
    if json_too:
        assert json.loads(said.out)["violations"] == [
            {
                "control": "s3.public",
                "urn": "urn:pulumi:a::b::aws:s3/bucket:Bucket::[eu]",
                "level": "mandatory",
                "message": "open; close it",
            }
        ]
    else:
        assert "not clean" in said.out.splitlines()[0]
        assert "  s3.public (mandatory) [eu]\n    open; close it\n" in said.out


def test_an_advisory_violation_is_one_too(found: list[Violation], capfd: pytest.CaptureFixture[str]) -> None:
    found.append(Violation("s3.tags", "urn:pulumi:a::b::aws:s3/bucket:Bucket::logs", "advisory", "bare; add tags"))
    said = run(capfd)
    assert (said.code, said.err) == (1, "")
    assert said.out.splitlines()[0].endswith(": not clean")
    assert "  s3.tags (advisory) logs\n    bare; add tags\n" in said.out


def without_root_denied() -> Iterator[Control]:
    for control in catalogue():
        kept = tuple(guardrail for guardrail in control.guardrails if guardrail.sid != "DenyRootUser")
        yield replace(control, guardrails=kept)


def test_a_lost_guardrail_ends_in_1_with_the_proofs_that_fail(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    controls = tuple(without_root_denied())
    monkeypatch.setattr(components.guardrails, "catalogue", lambda: controls)
    said = run(capfd, "--json")
    assert (said.code, said.err) == (1, "")
    failed = json.loads(said.out)["proofs"]["failed"]
    members = [name for name in load(EXAMPLE).accounts if name != "management"]
    assert [each["name"] for each in failed] == [f"root can't act as root: {name}" for name in members]
    assert all(set(each) == {"name", "seen"} and "not denied" in each["seen"] for each in failed)


def test_failed_proofs_are_summed_up_by_claim_and_then_listed() -> None:
    proofs = [Proof("root can't act", name, (), name == "one", f"saw {name}") for name in ("one", "two", "three")]
    out = io.StringIO()
    console = Console(file=out, width=160, highlight=False)
    summarise(Rehearsal(load(EXAMPLE), proofs=proofs), console)
    text = out.getvalue()
    assert "3 proofs, 2 failed\n" in text
    assert re.search(r"  root can't act +fails in 2 +3 accounts", text)
    assert "  root can't act: two: saw two\n  root can't act: three: saw three\n" in text
    assert "root can't act: one" not in text


def test_names_are_shown_as_they_are_and_resources_by_service_and_state(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8").replace("Sandbox", '"Team [eu]"'), encoding="utf-8")
    graph = Graph()
    for name, type, state in (
        ("a", "aws:sqs/queue:Queue", State.EXECUTED),
        ("b", "aws:sqs/queue:Queue", State.RECORDED),
        ("c", "aws:kms/key:Key", State.CHECKED),
    ):
        graph.add(Node(urn=name, type=type, name=name, inputs={}, outputs={}, account="111122223333", state=state))
    out = io.StringIO()
    summarise(Rehearsal(load(path), graph=graph), Console(file=out, width=160, highlight=False))
    lines = [line.split() for line in out.getvalue().splitlines()]
    assert "── Team [eu]\n" in out.getvalue()
    assert "management 111122223333 3 resources\n" in out.getvalue()
    assert ["kms", "1"] in lines and ["sqs", "1", "1"] in lines and ["all", "1", "1", "1"] in lines
    assert "  aws:kms/key:Key 1 checked\n  aws:sqs/queue:Queue 1 recorded\n" in out.getvalue()


@pytest.mark.parametrize("text", ["version: 1\nnonsense: [", "version: 1\n", None])
def test_a_bad_file_ends_in_2(tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str | None) -> None:
    path = tmp_path / "acme.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    said = run(capfd, "--organization", str(path))
    assert (said.code, said.out) == (2, "")
    assert re.match(rf"[0-9]+ problems? in {re.escape(str(path))}\n", said.err)
    assert "Traceback" not in said.err


def test_a_name_that_no_organization_has_ends_in_2(capfd: pytest.CaptureFixture[str]) -> None:
    said = run(capfd, "--organization", "nobody")
    assert (said.code, said.out) == (2, "")
    assert "nobody.yaml" in said.err
    assert "Traceback" not in said.err


def test_resources_that_aws_would_refuse_end_in_2_with_all_of_them(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise TwinError("AWS has enough of these; got one more, expected none")

    monkeypatch.setattr(handlers()["aws:organizations/policyAttachment:PolicyAttachment"], "create", refuse)
    said = run(capfd, "--json")
    assert (said.code, said.out) == (2, "")
    heading, *problems = said.err.splitlines()
    assert heading == f"{len(problems)} problems of the program:"
    assert len(problems) > 1
    for problem in problems:
        assert problem.startswith(("- guardrails-landing-zone-", "- policies-landing-zone-"))
        assert problem.endswith(": AWS has enough of these; got one more, expected none")


def test_guardrails_that_do_not_fit_end_in_2(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    large = Control(
        id="test.large",
        title="Too large",
        practices=("iam.no-root",),
        severity=Severity.HIGH,
        why="For the test.",
        fix="remove it",
        guardrails=(Guardrail(sid="TooLarge", actions=tuple(f"ec2:Describe{number:04}" for number in range(900))),),
    )
    monkeypatch.setattr(components.guardrails, "catalogue", lambda: (large,))
    said = run(capfd)
    assert (said.code, said.out) == (2, "")
    heading, problem = said.err.splitlines()
    assert heading == "1 problem with AWS's quotas:"
    assert problem.startswith("the statement TooLarge takes ")


@pytest.mark.parametrize("port", ["-1", "65536", "http", "", "9" * 5000])
def test_what_is_no_port_is_refused_before_the_rehearsal(port: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["rehearse", f"--serve={port}"])
    assert ended.value.code == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "--serve" in err
    assert "Traceback" not in err


@pytest.mark.usefixtures("found")
def test_a_taken_port_ends_in_2_with_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = run(capfd, "--serve", str(port))
    assert said.code == 2
    assert re.fullmatch(rf"port {port} can't be used: .*in use.*; choose another\n", said.err)
    assert "0 violations" in said.out


@pytest.mark.usefixtures("found")
def test_a_picture_that_can_not_be_written_ends_in_2_with_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for path in (tmp_path, tmp_path / "none" / "picture.svg"):
        said = run(capfd, "--picture", str(path))
        assert said.code == 2
        assert re.fullmatch(rf"{re.escape(str(path))} can't be used: .+; choose another\n", said.err)
        assert "0 violations" in said.out


def test_a_picture_shows_the_summary_and_fetches_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "picture.svg"
    said = run(capfd, "--json", "--picture", str(path))
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out)["organization"] == "example"
    drawing = path.read_text(encoding="utf-8")
    shown = "".join(ElementTree.fromstring(drawing).itertext()).replace("\xa0", " ")
    assert "example: 13 accounts in 2 regions" in shown
    assert "payments-production" in shown
    drawn = re.sub(r"<!--.*?-->", "", drawing, flags=re.DOTALL)
    assert re.findall(r"\w+://[^\s\"')]*", drawn) == ["http://www.w3.org/2000/svg"]
    assert all(reference.startswith("#") for reference in re.findall(r"url\(\s*['\"]?([^)'\"]*)", drawn))
    assert not re.search(r"@import|@font-face|<(image|script|foreignObject)|href", drawn)


def test_a_rehearsed_organization_stays_at_its_endpoint_until_interrupted(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _PROCESS, "rehearse", "--json", "--serve", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}
    report = tmp_path / "report.json"
    with (
        report.open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, env=environment, text=True) as process,
    ):
        try:
            assert process.stderr
            lines = [process.stderr.readline() for _ in range(3)]
            exports = dict(re.findall(r"(AWS_[A-Z_]+)=(\S+)", lines[1]))
            assert json.loads(report.read_text(encoding="utf-8"))["organization"] == "example", "held back"
            assert set(exports) == {"AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}
            assert "export" in lines[1] and "list-accounts" in lines[2]
            credential = f"{exports['AWS_ACCESS_KEY_ID']}/20300101/us-east-1/sts/aws4_request"
            request = urllib.request.Request(
                exports["AWS_ENDPOINT_URL"],
                b"Action=GetCallerIdentity&Version=2011-06-15",
                {"Authorization": f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature=0"},
            )
            with urllib.request.urlopen(request, timeout=60) as answer:
                assert b"<Account>111122223333</Account>" in answer.read()
            process.send_signal(signal.SIGINT)
            _, rest = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, rest) == (128 + signal.SIGINT, "")


def test_progress_is_shown_on_a_terminal_only() -> None:
    node = Node(urn="urn", type="aws:sqs/queue:Queue", name="orders", inputs={}, outputs={})
    for terminal in (True, False):
        out = io.StringIO()
        console = Console(file=out, force_terminal=terminal, width=160)
        with _ProgressLine(console) as progress:
            progress("deploy", None)
            progress("deploy", node)
            progress.refresh()
            progress("prove", None)
        assert ("carrying out resources 1: orders" in out.getvalue()) is terminal
        assert ("proving the guardrails" in out.getvalue()) is terminal
        assert bool(out.getvalue()) is terminal
