"""What the file says of identity is refused where it would trust too many, or where AWS would refuse it.

Not proved: that repositories, projects and users exist.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.loading import load
from organizations.problems import Problem
from organizations.sections.identity import BUILT_IN, within

from .conftest import EXAMPLE
from .test_rules import put

Find = Callable[[object], list[Problem]]
FLOW = "anycompany/landing-zone/.github/workflows/deploy.yml"
ONE = {
    "provider": "github",
    "repository": "anycompany/x",
    "workflow": f"{FLOW}@refs/heads/main",
    "accounts": ["network"],
}
ASSIGNED = {"group": "auditors", "permission_set": "read-only", "accounts": ["network"]}


def test_the_example_can_be_used(document: dict[str, Any], problems: Find) -> None:
    assert problems(document) == []


@pytest.mark.parametrize(
    ("at", "value", "path", "expected"),
    [
        ("pipelines.one", {**ONE, "workflow": f"{FLOW}@*"}, "pipelines.one.workflow", "a workflow at a ref"),
        ("pipelines.one", {**ONE, "workflow": FLOW}, "pipelines.one.workflow", "a workflow at a ref"),
        ("pipelines.one", {**ONE, "repository": "anycompany/*"}, "pipelines.one.repository", "a repository"),
        (
            "pipelines.one",
            {"provider": "github", "accounts": ["network"], "workflow": ONE["workflow"]},
            "pipelines.one.repository",
            "without which tokens of others",
        ),
        ("pipelines.one", {"provider": "gitlab", "accounts": ["network"]}, "pipelines.one.project", "project"),
        ("pipelines.one", {**ONE, "accounts": ["management"]}, "pipelines.one.accounts[0]", "a member account"),
        ("pipelines.one", {**ONE, "accounts": ["netwrok"]}, "pipelines.one.accounts[0]", "under accounts"),
        ("pipelines.one", {**ONE, "accounts": []}, "pipelines.one.accounts", "at least one account or unit"),
        ("pipelines.one", {**ONE, "units": ["Nowhere"]}, "pipelines.one.units[0]", "path of a unit"),
        (
            "landing_zone_pipeline",
            {"provider": "github", "repository": "a/b"},
            "landing_zone_pipeline.workflow",
            "others",
        ),
        ("break_glass", {"users": ["arn:aws:iam::111122223333:user/x"]}, "break_glass.users[0]", "IAM user"),
        ("assignments", [{**ASSIGNED, "group": "nobody"}], "assignments[0].group", "name of a group"),
        ("assignments", [{**ASSIGNED, "permission_set": "x"}], "assignments[0].permission_set", "name of a permission"),
        ("assignments", [{**ASSIGNED, "accounts": ["management"]}], "assignments[0].permission_set", "management_only"),
        (
            "assignments",
            [{**ASSIGNED, "permission_set": "billing"}],
            "assignments[0].permission_set",
            "management_only",
        ),
        ("permission_sets.x", {"description": "x", "session_hours": 13}, "permission_sets.x.session_hours", "1 to 12"),
        (
            "permission_sets.x",
            {"description": "x", "boundary": True, "management_only": True},
            "permission_sets.x.boundary",
            "false with management_only",
        ),
        (
            "permission_sets.x",
            {"description": "x", "statements": [{"effect": "Allow", "actions": []}]},
            "permission_sets.x.statements[0].actions",
            "at least one action",
        ),
        ("unused_access_days", 366, "unused_access_days", "1 to 365"),
    ],
)
def test_what_is_wrong_is_named(
    document: dict[str, Any], problems: Find, at: str, value: object, path: str, expected: str
) -> None:
    put(document, f"identity.{at}", value)
    found = problems(document)
    assert [each.path for each in found] == [f"identity.{path}"]
    assert expected in found[0].expected


def test_management_gets_a_set_of_its_own(document: dict[str, Any], problems: Find) -> None:
    put(document, "identity.assignments", [{**ASSIGNED, "permission_set": "billing", "accounts": ["management"]}])
    assert problems(document) == []


def test_the_file_s_sets_come_before_the_built_in_ones(document: dict[str, Any]) -> None:
    organization = load(EXAMPLE)
    own = BUILT_IN["read-only"].model_copy(update={"session_hours": 1})
    identity = organization.identity.model_copy(update={"permission_sets": {"read-only": own}})
    assert identity.sets == {**BUILT_IN, "read-only": own}


@given(st.sets(st.sampled_from([*load(EXAMPLE).unit_paths, "root"])), st.sets(st.sampled_from(["network", "security"])))
def test_accounts_are_expanded_once_from_the_units_around_them(units: set[str], accounts: set[str]) -> None:
    organization = load(EXAMPLE)
    found = within(organization, sorted(accounts), sorted(units))
    assert len(found) == len(set(found))
    below = {
        name
        for name in organization.member_accounts
        if units & set(organization.ancestors(organization.account_unit(name)))
    }
    assert set(found) == accounts | below
