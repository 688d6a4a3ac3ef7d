"""Credentials are found wherever they stand, nothing else is, and no message repeats one.

Not proved: that the issuers' formats are these; they are the issuers' own documentation, read by people.
"""

from __future__ import annotations

import base64
import importlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_packs.guardrails.controls._evaluation import Judge, Outcome
from policy_packs.guardrails.controls._resources import Resource

formats = importlib.import_module("policy_packs.guardrails.controls.secrets._formats")
rule = importlib.import_module("policy_packs.guardrails.controls.secrets.no_literal_credentials")

TOKENS = sorted(rule._TOKENS.values())
GLUE = st.text(alphabet=" \t\n\"'=,;()", min_size=1, max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(), children, max_size=4),
)


def _messages(properties: dict[str, Any], type: str = "aws:lambda/function:Function") -> list[str]:
    findings = list(Judge([rule.CONTROL]).resource(Resource(type, properties, urn="function")))
    assert all(finding.outcome is Outcome.FAIL for finding in findings)
    return [finding.message for finding in findings]


@settings(deadline=None)
@given(properties=st.dictionaries(st.text(), JSON, max_size=6))
def test_any_properties_can_be_judged(properties: dict[str, Any]) -> None:
    assert isinstance(_messages(properties), list)


@settings(deadline=None)
@given(text=st.text() | st.binary().map(lambda data: base64.b64encode(data).decode()))
def test_unpacking_takes_any_text(text: str) -> None:
    assert isinstance(formats.unpacked(text), str)


@settings(deadline=None)
@given(token=st.sampled_from(TOKENS), before=GLUE, after=GLUE)
def test_a_credential_is_found_in_any_text_and_not_repeated(token: str, before: str, after: str) -> None:
    messages = _messages({"description": f"text{before}{token}{after}text"})
    assert len(messages) == 1
    assert messages[0].startswith("description holds a")
    assert token not in messages[0]


@settings(deadline=None)
@given(token=st.sampled_from(TOKENS), around=st.text(alphabet="\n #abc", min_size=20))
def test_a_credential_is_found_in_base64(token: str, around: str) -> None:
    content = base64.b64encode(f"{around}\n{token}\n{around}".encode()).decode()
    assert len(_messages({"userDataBase64": content})) == 1


@settings(deadline=None)
@given(text=st.text(alphabet="abcdefghijklmnopqrstuvwxyz-_./:0123456789ABCDEF "))
def test_names_paths_and_digests_are_no_credentials(text: str) -> None:
    assert not _messages({"description": text})


@pytest.mark.parametrize("token", TOKENS)
def test_a_credential_is_seen_by_one_format(token: str) -> None:
    assert len(list(formats.kinds(f" {token} "))) == 1


@pytest.mark.parametrize("token", TOKENS)
def test_a_truncated_credential_is_none(token: str) -> None:
    assert not list(formats.kinds(token[:12]))


@pytest.mark.parametrize("name", ["masterPassword", "privateKey", "privateKeyPem", "secretStringWo", "oauthToken"])
def test_an_input_made_for_secrets_may_hold_one(name: str) -> None:
    assert not _messages({name: TOKENS[0]}, type="aws:example/resource:Resource")


def test_a_map_entry_named_like_such_an_input_may_not() -> None:
    assert len(_messages({"environment": {"variables": {"privateKey": TOKENS[0]}}})) == 1
