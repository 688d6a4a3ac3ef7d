"""Content that AWS would refuse as an opt-out or tag policy is refused with its place, and nothing else is.

Not proven: AWS's own validation of backup plans, and that it refuses nothing more.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import World
from twin.handlers import TwinError
from twin.management_policies import TOP, problems
from twin.resources.organizations import Policy

OPT_OUT, TAG = "AISERVICES_OPT_OUT_POLICY", "TAG_POLICY"
OPTED_OUT = {"services": {"default": {"opt_out_policy": {"@@assign": "optOut"}}}}
SPELT = {"tags": {"team": {"tag_key": {"@@assign": "Team"}, "tag_value": {"@@assign": ["a"]}}}}


@pytest.mark.parametrize(("type", "content"), [(OPT_OUT, OPTED_OUT), (TAG, SPELT)])
def test_what_aws_takes_is_taken(type: str, content: dict[str, Any]) -> None:
    assert problems(json.dumps(content), type) == []


@pytest.mark.parametrize(
    ("type", "content", "said"),
    [
        (OPT_OUT, "no", "one key, services"),
        (OPT_OUT, SPELT, "one key, services"),
        (TAG, {**SPELT, "more": {}}, "one key, tags"),
        (OPT_OUT, {"services": {"default": "optOut"}}, 'content.services.default is "optOut"'),
        (OPT_OUT, {"services": {"default": {"opt_out_policy": {"@@assign": "never"}}}}, "expected optIn or optOut"),
        (OPT_OUT, {"services": {"default": {"opt_out_policy": {"@@set": "optOut"}}}}, "@@set is no operator"),
        (TAG, {"tags": {"team": {"tag_key": {"@@assign": "Owner"}}}}, "in the spelling that counts"),
        (TAG, {"tags": {"team": {"tag_key": {"@@assign": "team"}, "tag_value": {"@@assign": "a"}}}}, "must be a list"),
        (TAG, {"tags": {"@@operators_allowed_for_child_policies": "@@none"}}, "a list of operators"),
        ("CHATBOT_POLICY", {}, "expected one of"),
    ],
)
def test_what_aws_refuses_is_refused(type: str, content: object, said: str) -> None:
    assert said in "; ".join(problems(json.dumps(content), type))


def test_the_embedded_aws_refuses_it_too(world: World) -> None:
    inputs = {"name": "tags", "type": TAG, "content": "{}"}
    with pytest.raises(TwinError, match="AWS would refuse the TAG_POLICY tags: the content must have one key, tags"):
        Policy().create(world.at(), inputs)
    id, _ = Policy().create(world.at(), {**inputs, "content": json.dumps(SPELT)})
    assert (Policy().read(world.at(), id, inputs) or {})["content"] == json.dumps(SPELT)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["services", "tags", "default", "opt_out_policy", "tag_key", "@@assign", "@@x"]), inner
        )
    ),
)


@given(_JSON, st.sampled_from(sorted(TOP)))
def test_any_content_gets_an_answer(content: object, type: str) -> None:
    assert all(isinstance(each, str) for each in problems(json.dumps(content), type))


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(problems(text, TAG), list)
