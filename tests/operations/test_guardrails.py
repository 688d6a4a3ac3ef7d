"""`landing-zone guardrails` writes what would be attached where, complete, within quota and the same every time.

Not proven here: what the statements deny (tests/twin/test_proofs.py) and how they are packed
(tests/components/test_guardrails.py).
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import operations.guardrails
from components.guardrails import FULL_ACCESS, QUOTAS
from operations.__main__ import main
from organizations.loading import load
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import Control, Guardrail, Severity
from twin.handlers import TwinError, handlers

EXAMPLE = Path(__file__).parents[2] / "organizations" / "example.yaml"
ORGANIZATION = load(EXAMPLE)
UNITS = {
    "Security",
    "Infrastructure",
    "Workloads",
    "Workloads/Production",
    "Workloads/NonProduction",
    "Sandbox",
    "Suspended",
}


@dataclass(frozen=True)
class Written:
    """One run of the verb: the texts of its files by name, index.json as data, and the headroom as data."""

    files: dict[str, str]
    index: Any
    headroom: Any

    def attached(self, place: str, type: str) -> list[str]:
        found: list[str] = self.index["targets"][place][type]
        return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    out = tmp_path_factory.mktemp("guardrails") / "new" / "folder"
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr(operations.guardrails, "say", said.append)
        assert main(["guardrails", "--out", str(out), "--json"]) == 0
    files = {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()}
    return Written(files, json.loads(files["index.json"]), json.loads("\n".join(said)))


def test_the_index_names_the_root_every_unit_and_every_account(written: Written) -> None:
    assert set(written.index) == {"targets", "accounts"}
    assert set(written.index["targets"]) == {"root"} | UNITS | set(ORGANIZATION.accounts)
    assert written.index["accounts"] == {name: account.unit for name, account in ORGANIZATION.accounts.items()}
    assert written.index["accounts"]["orders-staging"] == "Workloads/NonProduction"


def test_every_place_says_what_is_attached_to_it_by_type(written: Written) -> None:
    for place, by_type in written.index["targets"].items():
        assert set(by_type) == {type.value for type in QUOTAS}, place
        for type, (full_access, _) in FULL_ACCESS.items():
            assert by_type[type.value][0] == f"{full_access}.json", place


def test_every_file_is_referenced_and_every_reference_is_a_file(written: Written) -> None:
    referenced = {name for by_type in written.index["targets"].values() for names in by_type.values() for name in names}
    assert referenced | {"index.json"} == set(written.files)


def test_every_file_is_a_policy_without_placeholders(written: Written) -> None:
    for name in set(written.files) - {"index.json"}:
        document = json.loads(written.files[name])
        assert document["Version"] == "2012-10-17", name
        assert document["Statement"], name
        assert "{" not in json.dumps([*_texts(document)]), f"{name} has a placeholder left"


def _texts(value: Any) -> list[str]:
    """Every name and text of a document."""
    if isinstance(value, dict):
        return [*value, *(text for item in value.values() for text in _texts(item))]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value]


def a_control(*guardrails: Guardrail) -> Control:
    return Control(
        id="test.extra",
        title="For the test",
        practices=("iam.no-root",),
        severity=Severity.HIGH,
        why="For the test.",
        fix="remove it",
        guardrails=guardrails,
    )


def test_ids_are_those_of_the_file_or_of_the_rehearsed_organization(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = ("{organization_id}", "{management_account}", "{log_archive_account}", "{security_account}")
    guardrail = Guardrail(sid="Ids", actions=("s3:*",), conditions={"StringNotEquals": {"aws:PrincipalAccount": ids}})
    monkeypatch.setattr(operations.guardrails, "catalogue", lambda: (a_control(guardrail),))
    assert main(["guardrails", "--out", str(tmp_path), "--json"]) == 0
    document = json.loads((tmp_path / "landing-zone-organization-1.json").read_text(encoding="utf-8"))
    organization, management, *members = document["Statement"][0]["Condition"]["StringNotEquals"][
        "aws:PrincipalAccount"
    ]
    assert re.fullmatch("o-[a-z0-9]{10,32}", organization)
    assert management == ORGANIZATION.accounts["management"].id
    assert all(re.fullmatch("[0-9]{12}", member) for member in members)
    assert len({management, *members}) == 3


def test_every_place_is_within_the_quotas_of_aws(written: Written) -> None:
    for place in written.index["targets"]:
        for type, quota in QUOTAS.items():
            names = written.attached(place, type.value)
            assert len(names) == len(set(names)) <= quota.slots, place
            for name in names:
                assert len(written.files[name].encode()) <= quota.bytes, name


def test_every_guardrail_is_in_exactly_one_file(written: Written) -> None:
    sids = [
        statement["Sid"]
        for name in written.files
        if name.startswith("landing-zone-")
        for statement in json.loads(written.files[name])["Statement"]
    ]
    wanted = {guardrail.sid for control in catalogue() for guardrail in control.guardrails}
    # The example names no networks, so none are closed out.
    assert sorted(sids) == sorted(wanted - {"DenyUntrustedNetworks"})


def test_the_headroom_agrees_with_the_files(written: Written) -> None:
    rows = {(row["target"], row["type"]): row for row in written.headroom}
    assert len(rows) == len(written.headroom)
    guarded = {
        (place, type)
        for place, by_type in written.index["targets"].items()
        for type, names in by_type.items()
        if len(names) > 1
    }
    assert set(rows) == guarded
    for type, quota in QUOTAS.items():
        for (target, of_type), row in rows.items():
            if of_type != type.value:
                continue
            own = written.attached(target, of_type)[1:]
            assert [f"{name}.json" for name in row["policies"]] == own
            assert row["statements"] == sum(len(json.loads(written.files[name])["Statement"]) for name in own)
            assert (row["slots_used"], row["slots_left"]) == (1 + len(own), quota.slots - 1 - len(own))
            # Room is kept for the longest id of an organization; the one in the files is shorter.
            texts = [written.files[name] for name in own]
            in_files = sum(len(text.encode()) for text in texts)
            assert in_files <= row["bytes_used"] <= in_files + 22 * sum(text.count('"o-') for text in texts)
            assert row["bytes_used"] + row["bytes_left"] == quota.bytes * (quota.slots - 1)


def test_the_table_says_what_the_json_says(written: Written, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["guardrails", "--out", str(tmp_path)]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert "\x1b" not in out
    _, *lines = out.splitlines()
    columns = ("target", "type", "statements", "slots_used", "slots_left", "bytes_used", "bytes_left")
    assert [line.split() for line in lines] == [[str(row[name]) for name in columns] for row in written.headroom]


def test_a_second_run_writes_the_same(written: Written, tmp_path: Path) -> None:
    for _ in range(2):
        assert main(["guardrails", "--out", str(tmp_path), "--json"]) == 0
        assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == written.files


def test_units_of_another_file_are_the_targets(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    changed = EXAMPLE.read_text(encoding="utf-8").replace("Sandbox", '"Team [eu]"')
    (tmp_path / "acme.yaml").write_text(changed, encoding="utf-8")
    assert main(["guardrails", "--organization", str(tmp_path / "acme.yaml"), "--out", str(tmp_path / "out")]) == 0
    targets = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))["targets"]
    assert "landing-zone-workloads-1.json" in targets["Team [eu]"]["SERVICE_CONTROL_POLICY"]
    assert "Team [eu]" in capfd.readouterr().out


def test_a_folder_that_can_not_be_written_is_refused_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    for out in (taken, taken / "below"):
        assert main(["guardrails", "--out", str(out)]) == 2
        said, complaint = capfd.readouterr()
        assert said == ""
        assert complaint.startswith(f"{out} can't be written: ")
        assert complaint.endswith("; choose another folder with --out\n")
        assert complaint.count("\n") == 1
    assert taken.read_text(encoding="utf-8") == "a file"


def test_a_file_that_can_not_be_replaced_is_refused_in_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.json").mkdir()
    assert main(["guardrails", "--out", str(tmp_path)]) == 2
    said, complaint = capfd.readouterr()
    assert said == ""
    assert complaint.count("\n") == 1
    assert "can't be written" in complaint


def test_guardrails_that_do_not_fit_are_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    actions = tuple(f"ec2:Describe{number:04}" for number in range(900))
    extra = a_control(*(Guardrail(sid=sid, actions=actions) for sid in ("TooLarge", "TooLargeToo")))
    monkeypatch.setattr(operations.guardrails, "catalogue", lambda: (extra,))
    assert main(["guardrails", "--out", str(tmp_path / "out")]) == 2
    said, complaint = capfd.readouterr()
    assert said == ""
    assert "the statement TooLarge takes" in complaint
    assert "the statement TooLargeToo takes" in complaint
    assert "Traceback" not in complaint
    assert not (tmp_path / "out").exists()


def test_an_organization_that_aws_would_refuse_is_told_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    token = "aws:organizations/organizationalUnit:OrganizationalUnit"

    def refuse(*_: object) -> None:
        raise TwinError("the unit is refused; got it, expected another")

    monkeypatch.setattr(handlers()[token], "create", refuse)
    assert main(["guardrails", "--out", str(tmp_path / "out")]) == 2
    said, complaint = capfd.readouterr()
    assert said == ""
    assert "the unit is refused; got it, expected another" in complaint
    assert "Traceback" not in complaint
    assert not (tmp_path / "out").exists()


def test_a_bad_organization_file_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copy(EXAMPLE, tmp_path / "acme.yaml")
    with (tmp_path / "acme.yaml").open("a", encoding="utf-8") as file:
        file.write("nonsense: 1\n")
    assert main(["guardrails", "--organization", str(tmp_path / "acme.yaml"), "--out", str(tmp_path / "out")]) == 2
    said, complaint = capfd.readouterr()
    assert said == ""
    assert complaint.startswith("1 problem in ")
    assert "nonsense" in complaint
    assert not (tmp_path / "out").exists()
