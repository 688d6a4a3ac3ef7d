"""`landing-zone practices` says of every practice what holds and what shows it, for people and for machines.

Not proven here: how each thing is found out (tests/twin/test_practices.py).
"""

from __future__ import annotations

import json
from typing import Any

import pytest

import operations.practices
from operations.__main__ import main
from tests.organizations.conftest import EXAMPLE
from twin import practices
from twin.practices import COLUMNS, PRACTICES, Standing


def standing(id: str, *, built: bool) -> Standing:
    return Standing(id, dict.fromkeys(COLUMNS) | {"built": built}, (f"built: {'a' if built else 'no'} trail",))


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Standing]:
    """What the verb is told, for one test to fill; nothing is rehearsed."""
    standings: list[Standing] = []
    monkeypatch.setattr(operations.practices, "rehearse", lambda *_: None)
    monkeypatch.setattr(operations.practices, "standings", lambda _: tuple(standings))
    return standings


def test_the_example_is_judged_by_every_practice(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["practices", "--json", "--organization", str(EXAMPLE)])
    report: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in report] == list(PRACTICES)
    for each in report:
        assert set(each) == {"id", *COLUMNS, "in_force", "evidence"}
        asked = [column for column in COLUMNS if each[column] is not None]
        assert frozenset(asked) == practices.PRACTICES[each["id"]].asks
        assert [line.partition(":")[0] for line in each["evidence"]] == asked
        assert each["in_force"] is all(each[column] for column in asked)
    assert code == (0 if all(each["in_force"] for each in report) else 1)
    assert next(each for each in report if each["id"] == "iam.no-root")["in_force"] is True


@pytest.mark.parametrize(("built", "code"), [(True, 0), (False, 1)])
def test_the_exit_code_says_whether_all_are_in_force(found: list[Standing], built: bool, code: int) -> None:
    found += [standing("account.cloudtrail", built=True), standing("iam.mfa", built=built)]
    assert main(["practices"]) == code


def test_what_is_lacking_is_named_with_its_evidence(found: list[Standing], capsys: pytest.CaptureFixture[str]) -> None:
    found += [standing("account.cloudtrail", built=True), standing("iam.mfa", built=False)]
    main(["practices"])
    said = capsys.readouterr().out
    assert "1 of 2 practices in force" in said
    assert "  iam.mfa: built: no trail" in said
    assert "  account.cloudtrail:" not in said
