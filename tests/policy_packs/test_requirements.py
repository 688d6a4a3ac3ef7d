"""The facts about compliance frameworks are complete: each requirement is served by a control, or it says why not.

Not proved: that the closed lists are the frameworks' own, that AWS relates its controls to requirements as the file
says, or that a reason is a good one. They are read and written by people.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policy_packs.guardrails.controls import _requirements, catalogue
from policy_packs.guardrails.controls._frameworks import Framework, Tool
from policy_packs.guardrails.controls._model import Control
from policy_packs.guardrails.controls._requirements import known, reasons, requirements

FRAMEWORKS = [pytest.param(framework, id=framework.value) for framework in Framework]
FORMS = {
    Framework.CIS_3_0: r"[1-5](\.\d{1,2}){1,2}",
    Framework.CIS_5_0: r"[1-5](\.\d{1,2}){1,2}",
    Framework.CIS_7_0: r"[1-6](\.\d{1,2}){1,2}",
    Framework.FSBP: r"[A-Z][A-Za-z0-9]+\.\d{1,3}",
    Framework.NIST_800_53: r"[A-Z]{2}-\d{1,2}(\(\d{1,2}\))?",
    Framework.PCI_DSS: r"([1-9]|1[0-2])(\.\d{1,2}){1,3}",
    Framework.ISO_27001: r"[5-8]\.\d{1,2}",
}
# What the editions count themselves; the other lists hold a part of their framework.
SIZES = {Framework.CIS_3_0: 62, Framework.CIS_5_0: 62, Framework.CIS_7_0: 70, Framework.ISO_27001: 93}


@cache
def _file() -> Mapping[str, Any]:
    """The file's content; json itself would let a name that is there twice pass."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert not [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
        return dict(pairs)

    content: Mapping[str, Any] = json.loads(
        Path(_requirements.__file__).with_suffix(".json").read_text(), object_pairs_hook=once
    )
    return content


def _covered(framework: Framework) -> set[str]:
    return {id for control in catalogue() for id in requirements(control).get(framework, ())}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_each_requirement_is_covered_or_says_why_not(framework: Framework) -> None:
    covered = _covered(framework)
    assert covered <= known(framework)
    assert sorted(known(framework) - covered - set(reasons(framework))) == [], "neither covered nor explained"
    assert sorted(covered & set(reasons(framework))) == [], "covered by now, so its reason is out of date"
    assert set(reasons(framework)) <= known(framework)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_reason_is_one_short_sentence(framework: Framework) -> None:
    for id, reason in reasons(framework).items():
        assert re.fullmatch(r"(AWS|[a-z]).*[^.\s]", reason) and ". " not in reason and len(reason) <= 100, id


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_closed_list_names_each_requirement_once_and_in_its_form(framework: Framework) -> None:
    ids = _file()["ids"][framework]
    assert len(set(ids)) == len(ids) == SIZES.get(framework, len(ids))
    assert [id for id in ids if not re.fullmatch(FORMS[framework], id)] == []


def test_the_file_speaks_of_all_frameworks_and_of_no_other() -> None:
    assert set(_file()["ids"]) == set(_file()["uncovered"]) == set(FORMS) == set(Framework)


def test_the_crosswalk_names_controls_and_requirements_that_exist() -> None:
    for hub, related in _file()["crosswalk"].items():
        assert re.fullmatch(FORMS[Framework.FSBP], hub)
        assert set(related) <= set(Framework) - {Framework.FSBP}
        for framework, ids in related.items():
            assert ids and len(set(ids)) == len(ids), hub
            assert set(ids) <= known(Framework(framework)), hub


@pytest.fixture
def control() -> Control:
    return replace(catalogue()[0], frameworks={}, equivalents={})


def test_a_control_that_names_nothing_serves_nothing(control: Control) -> None:
    assert requirements(control) == {}


def test_what_a_control_names_comes_first_and_is_not_repeated(control: Control) -> None:
    named = replace(control, frameworks={Framework.PCI_DSS: ("8.3.5", "4.2.1"), Framework.FSBP: ("S3.5",)})
    assert requirements(named)[Framework.PCI_DSS] == ("8.3.5", "4.2.1")
    assert requirements(named)[Framework.FSBP] == ("S3.5",)


def test_a_control_serves_what_aws_relates_its_standard_to(control: Control) -> None:
    found = requirements(replace(control, frameworks={Framework.FSBP: ("S3.5", "EC2.21")}))
    assert found[Framework.PCI_DSS] == ("4.2.1", "1.3.1", "1.4.2")
    assert {"SC-8", "CM-7"} <= set(found[Framework.NIST_800_53])
    assert {"8.20", "8.24"} <= set(found[Framework.ISO_27001])
    assert list(found) == [each for each in Framework if each in found], "in the frameworks' order"


def test_a_control_serves_what_aws_relates_its_other_hub_controls_to(control: Control) -> None:
    found = requirements(replace(control, equivalents={Tool.SECURITY_HUB: ("KMS.4",)}))
    assert found[Framework.PCI_DSS] == ("3.7.4", "3.7.5")
    assert Framework.FSBP not in found
