"""Documents of Session Manager: their inputs, in JSON and in YAML.

Not proved: YAML beyond what such documents hold; anchors and multi-line texts aren't read.
"""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_packs.guardrails.controls._properties import Undecided
from policy_packs.guardrails.controls._resources import Resource
from policy_packs.guardrails.controls.ssm._sessions import DOCUMENT, session


def _document(content: object, format: str = "JSON") -> Resource:
    return Resource(DOCUMENT, {"documentType": "Session", "documentFormat": format, "content": content})


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]\w{0,8}", fullmatch=True), st.from_regex(r"[A-Za-z0-9/-]{1,12}", fullmatch=True)
    )
)
def test_inputs_are_the_same_in_both_formats(inputs: dict[str, str]) -> None:
    in_json = session(_document(json.dumps({"schemaVersion": "1.0", "inputs": inputs})))
    lines = [f"  {name}: '{value}'" for name, value in inputs.items()]
    in_yaml = session(_document("\n".join(["schemaVersion: '1.0'", "inputs:", *lines]), "YAML"))
    assert in_json is not None and in_yaml is not None
    assert {name: in_json.text(name) for name in inputs} == inputs
    assert {name: in_yaml.text(name) for name in inputs} == inputs


def test_an_object_is_read_too() -> None:
    said = session(_document({"inputs": {"kmsKeyId": "alias/a"}}))
    assert said is not None and said.text("kmsKeyId") == "alias/a"


def test_a_document_without_inputs_says_nothing() -> None:
    said = session(_document("{}"))
    assert said is not None and not said.names()


def test_another_kind_of_document_is_no_session() -> None:
    assert session(Resource(DOCUMENT, {"documentType": "Command", "content": "{}"})) is None


@pytest.mark.parametrize("content", ["", "inputs: none", "[]", "3", '{"inputs": 3}', 3.0, "[" * 100_000])
def test_what_is_no_document_is_undecided(content: object) -> None:
    with pytest.raises(Undecided):
        session(_document(content))
