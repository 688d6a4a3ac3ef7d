"""The verb `policy`: exported stacks are judged, reports have the formats' shapes, packs stand alone, docs are current.

Not proved: that code scanning or a test report shows what the files say; SARIF is compared with the parts of its
schema that consumers ask for.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.pipeline_role import GitHubWorkflow
from operations.__main__ import main
from operations._configuration import configured
from operations._state import StateError, read_state
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._resources import Resource

BUCKET = "aws:s3/bucket:Bucket"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
INSTANCE = "aws:rds/instance:Instance"
SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "v1:abc"}
TLS_ONLY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": "*",
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    }
)
DATABASE = {"instanceClass": "db.t4g.micro", "engine": "mysql", "storageEncrypted": True}


def _urn(type: str, name: str) -> str:
    return f"urn:pulumi:production::shop::{type}::{name}"


def _resource(type: str, name: str, inputs: Mapping[str, Any], **others: Any) -> dict[str, Any]:
    return {"urn": _urn(type, name), "type": type, "custom": True, "inputs": inputs, **others}


def _export(*resources: object) -> str:
    return json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": list(resources)}})


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Check a stack of some resources by some controls: the exit code, and what is printed."""

    def run(*resources: object, controls: tuple[str, ...], options: tuple[str, ...] = ()) -> tuple[int, str]:
        state = tmp_path / "state.json"
        state.write_text(_export(*resources))
        named = [argument for id in controls for argument in ("--control", id)]
        code = main(["policy", "check", str(state), *named, *options])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return run


TLS, PUBLIC_DATABASE = ("s3.bucket-tls-only",), ("rds.not-public",)


def test_a_violation_is_told_and_ends_in_one(check: Any) -> None:
    code, printed = check(_resource(INSTANCE, "db", {"publiclyAccessible": True}), controls=PUBLIC_DATABASE)
    assert code == 1
    assert "1 resources, 1 controls, 1 violations (1 would stop a deploy)" in printed
    assert "rds.not-public (critical, mandatory) db\n" in printed


def test_compliance_ends_in_zero(check: Any) -> None:
    code, printed = check(_resource(INSTANCE, "db", DATABASE), controls=PUBLIC_DATABASE)
    assert code == 0
    assert "0 violations" in printed


def test_advice_only_counts_when_asked(check: Any) -> None:
    bucket = _resource(BUCKET, "logs", {"bucket": "logs"})
    assert check(bucket, controls=("s3.bucket-versioned",))[0] == 0
    assert check(bucket, controls=("s3.bucket-versioned",), options=("--strict",))[0] == 1


def test_stack_rules_see_outputs_and_dependencies(check: Any) -> None:
    bucket = _resource(BUCKET, "logs", {}, outputs={"id": "logs-1a2b", "bucket": "logs-1a2b"})
    policy = _resource(POLICY, "tls", {"bucket": "logs-1a2b", "policy": TLS_ONLY})
    other = _resource(POLICY, "tls", {"bucket": "other", "policy": TLS_ONLY})
    depending = other | {"propertyDependencies": {"bucket": [bucket["urn"]]}}
    assert [check(bucket, each, controls=TLS)[0] for each in (policy, other, depending)] == [0, 1, 0]


def test_an_encrypted_secret_is_unknown_and_decides_nothing(check: Any) -> None:
    assert check(_resource(INSTANCE, "db", {"publiclyAccessible": SECRET}), controls=PUBLIC_DATABASE)[0] == 0


def test_a_revealed_secret_is_judged(check: Any) -> None:
    revealed = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": True}
    assert check(_resource(INSTANCE, "db", {"publiclyAccessible": revealed}), controls=PUBLIC_DATABASE)[0] == 1


def test_what_waits_for_its_deletion_is_gone(check: Any) -> None:
    gone = _resource(INSTANCE, "db", {"publiclyAccessible": True}, delete=True)
    assert check(gone, controls=PUBLIC_DATABASE)[0] == 0


def test_the_configuration_of_the_pack_holds(check: Any, tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    database = _resource(INSTANCE, "db", {"publiclyAccessible": True})
    codes = []
    for entry in ("disabled", "advisory", {"enforcementLevel": "mandatory"}, "remediate"):
        config.write_text(json.dumps({"rds.not-public": entry}))
        codes.append(check(database, controls=PUBLIC_DATABASE, options=("--config", str(config)))[0])
    assert codes == [0, 0, 1, 1]
    config.write_text(json.dumps({"all": "advisory"}))
    assert check(database, controls=PUBLIC_DATABASE, options=("--config", str(config)))[0] == 0


def test_an_exemption_is_shown_and_stops_nothing(check: Any, tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    soon = str(date.today() + timedelta(days=30))
    entry = {"control": "rds.not-public", "resource": "db", "owner": "data", "reason": "until the move is done"}
    config.write_text(json.dumps({"settings": {"exemptions": [entry | {"expires": soon}]}}))
    options = ("--config", str(config), "--format", "sarif")
    code, printed = check(
        _resource(INSTANCE, "db", {"publiclyAccessible": True}), controls=PUBLIC_DATABASE, options=options
    )
    (result,) = json.loads(printed)["runs"][0]["results"]
    assert (code, result["level"]) == (0, "note")
    assert result["suppressions"][0]["justification"] == "until the move is done"
    config.write_text(json.dumps({"settings": {"exemptions": [entry | {"expires": "2026-01-01"}]}}))
    code, printed = check(
        _resource(INSTANCE, "db", {"publiclyAccessible": True}),
        controls=PUBLIC_DATABASE,
        options=("--config", str(config)),
    )
    assert code == 1
    assert "settings (high, mandatory)" in printed and "has expired" in printed


@pytest.mark.parametrize(
    ("config", "complaint"),
    [
        ("[]", "got list, expected an object"),
        ("{", "it is no JSON"),
        ('{"s3.nothing": "advisory"}', "s3.nothing: there is no such control in this pack"),
        ('{"rds.not-public": "loud"}', "rds.not-public: got the level 'loud', expected advisory"),
        ('{"rds.not-public": 7}', "rds.not-public: got 7, expected a level or an object"),
        ('{"rds.not-public": {"nothing": 1}}', "rds.not-public: Additional properties are not allowed"),
        ('{"settings": {"undecided": "loud"}}', "settings.undecided: 'loud' is not one of"),
        ('{"settings": {"exemptions": [{}]}}', "settings.exemptions.0: 'control' is a required property"),
    ],
)
def test_a_wrong_configuration_is_told(check: Any, tmp_path: Path, config: str, complaint: str) -> None:
    file = tmp_path / "config.json"
    file.write_text(config)
    code, printed = check(controls=PUBLIC_DATABASE, options=("--config", str(file)))
    assert code == 2
    assert complaint in printed


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", "it has no deployment"),
        ('{"deployment": 1}', "it has no deployment"),
        ('{"version": 2, "deployment": {}}', "version: got 2, expected 3"),
        ('{"version": 3, "deployment": {"resources": 1}}', "deployment.resources: got int, expected a list"),
        ('{"version": 3, "deployment": {"resources": [1]}}', "deployment.resources[0]: got int, expected an object"),
        ('{"version": 3, "deployment": {"resources": [{}]}}', "deployment.resources[0].urn: got None, expected text"),
    ],
)
def test_what_is_no_export_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, complaint: str
) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(_export())
    bad.write_text(text)
    assert main(["policy", "check", str(good), str(bad)]) == 2
    captured = capsys.readouterr()
    assert complaint in captured.err
    assert captured.out == ""


def test_files_that_are_not_there_or_no_text_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "check", str(tmp_path / "nothing.json")]) == 2
    assert "nothing.json: No such file" in capsys.readouterr().err
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    assert main(["policy", "check", str(tmp_path / "binary")]) == 2
    assert "binary" in capsys.readouterr().err


# Hypothesis minds how long it takes to make them, which a busy machine decides.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda item: st.lists(item, max_size=3) | st.dictionaries(st.text(max_size=5), item, max_size=3),
    max_leaves=10,
)
_FIELDS = st.sampled_from(
    [
        "type",
        "urn",
        "inputs",
        "outputs",
        "parent",
        "provider",
        "dependencies",
        "protect",
        "delete",
        "propertyDependencies",
    ]
)


@_PATIENT
@given(st.lists(st.dictionaries(_FIELDS, _JSON), max_size=3))
def test_any_resources_are_read_or_refused(resources: list[dict[str, Any]]) -> None:
    with suppress(StateError):
        read_state(_export(*resources))


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    text = _export(_resource(INSTANCE, "db", {"publiclyAccessible": True}))
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert main(["policy", "check", "-", "--control", "rds.not-public"]) == 1
    assert capsys.readouterr().out.startswith("-: 1 resources")


# Reports


def _report(check: Any, format: str, *resources: object, options: tuple[str, ...] = ()) -> Any:
    controls = ("rds.not-public", "s3.bucket-versioned", "s3.bucket-tls-only")
    return check(*resources, controls=controls, options=("--format", format, *options))


PUBLIC = _resource(INSTANCE, "db", {"publiclyAccessible": True})
UNVERSIONED = _resource(BUCKET, "logs", {"bucket": "logs"})


def test_json_says_everything(check: Any) -> None:
    code, printed = _report(check, "json", PUBLIC)
    report = json.loads(printed)
    assert code == 1 and report["controls"] == 3
    (verdict,) = report["files"][0]["verdicts"]
    assert "; got " in verdict["message"]
    assert {name: verdict[name] for name in ("control", "severity", "level", "outcome", "urn", "exempt_until")} == {
        "control": "rds.not-public",
        "severity": "critical",
        "level": "mandatory",
        "outcome": "fail",
        "urn": PUBLIC["urn"],
        "exempt_until": None,
    }


def test_sarif_has_what_code_scanning_asks_for(check: Any) -> None:
    _, printed = _report(check, "sarif", PUBLIC, UNVERSIONED)
    log = json.loads(printed)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert set(rules) == {"rds.not-public", "s3.bucket-versioned", "s3.bucket-tls-only"}
    assert rules["rds.not-public"]["properties"]["security-severity"] == "9.5"
    assert {result["ruleId"]: result["level"] for result in run["results"]} == {
        "rds.not-public": "error",
        "s3.bucket-versioned": "warning",
        "s3.bucket-tls-only": "error",
    }
    for result in run["results"]:
        assert result["ruleId"] in rules
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"].endswith("state.json")
        assert location["logicalLocations"][0]["fullyQualifiedName"].startswith("urn:pulumi:")
    fingerprints = [result["partialFingerprints"]["controlAndResource/v1"] for result in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints)


def test_junit_has_a_case_for_each_control(check: Any) -> None:
    _, printed = _report(check, "junit", PUBLIC, UNVERSIONED)
    (suite,) = ElementTree.fromstring(printed)
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    outcomes = {case.get("name"): [child.tag for child in case] for case in suite}
    assert outcomes == {
        "rds.not-public": ["failure"],
        "s3.bucket-versioned": ["skipped"],
        "s3.bucket-tls-only": ["failure"],
    }


@pytest.mark.parametrize("format", ["text", "json", "sarif", "junit"])
def test_a_report_can_go_to_a_file(check: Any, tmp_path: Path, format: str) -> None:
    file = tmp_path / "report"
    code, printed = _report(check, format, PUBLIC, options=("--output", str(file)))
    assert (code, printed) == (1, "")
    assert "rds.not-public" in file.read_text()


# Other actions


def test_list_shows_what_a_query_selects(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "list", "--service", "s3", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in listed] == [each.id for each in catalogue() if each.id.startswith("s3.")]
    assert main(["policy", "list", "--severity", "critical"]) == 0
    assert "s3.bucket-acl-not-public" in capsys.readouterr().out


def test_the_organization_file_configures_the_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "settings"]) == 0
    file = tmp_path / "packs.json"
    file.write_text(capsys.readouterr().out)
    controls = [control for control in catalogue() if control.id == "iam.no-aws-managed-admin"]
    attachment = _attachment("landing-zone-pipeline-payments")
    stranger = _attachment("application")
    judged = [list(configured(catalogue(), file).resource(each)) for each in (attachment, stranger)]
    stopped = [[verdict.control for verdict in each if verdict.stops] for each in judged]
    assert stopped == [[], controls]


def _attachment(role: str) -> Resource:
    inputs = {"role": role, "policyArn": "arn:aws:iam::aws:policy/PowerUserAccess"}
    return Resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", inputs, urn=role)


def test_a_wrong_query_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "list", "--service", "s33", "--tier", "x"]) == 2
    assert capsys.readouterr().err.count("there is no") == 2


def test_a_pack_stands_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "team"
    assert main(["policy", "pack", "--name", "team", "--service", "s3", "--out", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == {"PulumiPolicy.yaml", "__main__.py", "controls", "requirements.txt"}
    assert "name: team\n" in (out / "PulumiPolicy.yaml").read_text()
    assert "serve(\"team\", Selection(services=('s3',)).of(catalogue()))" in (out / "__main__.py").read_text()
    assert not list(out.rglob("__pycache__"))
    assert main(["policy", "pack", "--name", "team", "--out", str(out)]) == 2
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize("platform", ["github", "gitlab"])
def test_a_pipeline_is_valid_and_always_runs_the_pack(
    platform: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "pipeline.yml"
    assert (
        main(["policy", "workflow", platform, "--repository", "anycompany/landing-zone", "--pack", "essentials"]) == 0
    )
    text = capsys.readouterr().out
    file.write_text(text)
    schema = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}[platform]
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)],
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout
    deploys = [line for line in text.splitlines() if "pulumi " in line and "--policy-pack" in line]
    deploys += [line for line in text.splitlines() if "policyPacks:" in line]
    assert len(deploys) == 1 and deploys[0].rstrip('"').endswith("/policy_packs/essentials")


def test_the_workflow_s_actions_are_pinned_and_no_input_becomes_code(capsys: pytest.CaptureFixture[str]) -> None:
    main(["policy", "workflow", "github", "--repository", "anycompany/landing-zone"])
    text = capsys.readouterr().out
    used = re.findall(r"uses: (?!anycompany)(\S+)(.*)", text)
    assert used and all(re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", name) for name, _ in used)
    assert all(re.fullmatch(r" # v\d+\.\d+\.\d+", comment) for _, comment in used)
    (job,) = yaml.safe_load(text)["jobs"].values()
    assert not [step for step in job["steps"] if "run" in step]


def test_the_workflow_takes_on_the_role_that_trusts_it(capsys: pytest.CaptureFixture[str]) -> None:
    main(["policy", "workflow", "github", "--repository", "anycompany/landing-zone", "--branch", "stable"])
    text = capsys.readouterr().out
    assert "role/${{ env.ROLE }}" in text
    assert "ROLE: landing-zone-${{ inputs.up && 'pipeline' || 'plan' }}-${{ inputs.team }}" in text
    trusted = GitHubWorkflow(
        "anycompany/payments", "anycompany/landing-zone/.github/workflows/deploy.yml@refs/heads/stable"
    )
    file, _, ref = trusted.workflow.partition("@")
    assert f"uses: {file}@{ref.removeprefix('refs/heads/')}" in text
    assert f"trust this file at {ref} " in text


def test_a_wrong_pipeline_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["policy", "workflow", "github", "--repository", "x y", "--branch", "a b", "--pack", "nothing"])
    assert code == 2
    assert [line.split(":")[0] for line in capsys.readouterr().err.splitlines()] == [
        "--repository",
        "--branch",
        "--pack",
    ]
