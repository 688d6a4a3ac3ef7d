"""Where definitions of tasks and jobs keep their containers, however they are written, and what an image's name says.

Not proved: that these are all places where AWS takes a container from; that is in the schemas of its services.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_packs.guardrails.controls._properties import UNKNOWN, Block, Undecided
from policy_packs.guardrails.controls._resources import Resource
from policy_packs.guardrails.controls.ecs._helpers import CONTAINERS, DAEMON, JOB, TASK, each_container, each_volume
from policy_packs.guardrails.controls.images._helpers import digest, tag

_SHOP = {"name": "shop", "image": "shop:1"}
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["image", "name", "a"]), inner, max_size=3)
    ),
    max_leaves=8,
)
_NAMES = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_", min_size=1, max_size=8)


def _image(container: Block) -> Iterator[str]:
    yield container.text("image")


def _images(type: str, properties: dict[str, Any]) -> list[str]:
    return list(each_container(Resource(type, properties), _image))


@pytest.mark.parametrize(
    ("type", "properties"),
    [
        (TASK, {"containerDefinitions": json.dumps([_SHOP])}),
        (TASK, {"containerDefinitions": json.dumps(_SHOP)}),
        (TASK, {"containerDefinitions": [_SHOP]}),
        (DAEMON, {"containerDefinitions": [_SHOP]}),
        (JOB, {"containerProperties": json.dumps(_SHOP)}),
        (JOB, {"ecsProperties": json.dumps({"taskProperties": [{"containers": [_SHOP]}]})}),
        (JOB, {"eksProperties": {"podProperties": {"containers": [_SHOP]}}}),
        (JOB, {"eksProperties": {"podProperties": {"initContainers": [_SHOP]}}}),
        (JOB, {"nodeProperties": json.dumps({"nodeRangeProperties": [{"container": _SHOP}]})}),
        (
            JOB,
            {
                "nodeProperties": json.dumps(
                    {"nodeRangeProperties": [{"ecsProperties": {"taskProperties": [{"containers": [_SHOP]}]}}]}
                )
            },
        ),
        (
            JOB,
            {
                "nodeProperties": json.dumps(
                    {"nodeRangeProperties": [{"eksProperties": {"podProperties": {"containers": [_SHOP]}}}]}
                )
            },
        ),
    ],
)
def test_a_container_is_found_wherever_it_is_written(type: str, properties: dict[str, Any]) -> None:
    assert _images(type, properties) == ["shop:1"]


@pytest.mark.parametrize("type", CONTAINERS)
@pytest.mark.parametrize("nothing", [{}, {"containerDefinitions": ""}, {"containerDefinitions": "[]"}])
def test_a_definition_without_containers_has_none(type: str, nothing: dict[str, Any]) -> None:
    assert _images(type, nothing) == []


@pytest.mark.parametrize("text", ["no JSON", "[", "[[]]", '["shop"]', "7", "[" * 100_000])
def test_what_is_no_container_is_undecided(text: str) -> None:
    with pytest.raises(Undecided):
        _images(TASK, {"containerDefinitions": text})


def test_an_unknown_container_hides_no_other() -> None:
    images = each_container(Resource(TASK, {"containerDefinitions": [UNKNOWN, _SHOP]}), _image)
    assert next(images) == "shop:1"
    with pytest.raises(Undecided):
        next(images)


def test_an_unknown_kind_of_container_hides_no_other_kind() -> None:
    pod = {"podProperties": {"containers": [_SHOP]}}
    images = each_container(Resource(JOB, {"containerProperties": UNKNOWN, "eksProperties": pod}), _image)
    assert next(images) == "shop:1"
    with pytest.raises(Undecided):
        next(images)


@pytest.mark.parametrize(
    ("type", "properties"),
    [
        (TASK, {"volumes": [{"name": "data"}]}),
        (DAEMON, {"volumes": [{"name": "data"}]}),
        (JOB, {"containerProperties": json.dumps({"volumes": [{"name": "data"}]})}),
        (JOB, {"ecsProperties": json.dumps({"taskProperties": [{"volumes": [{"name": "data"}]}]})}),
        (JOB, {"eksProperties": {"podProperties": {"volumes": [{"name": "data"}]}}}),
        (JOB, {"nodeProperties": json.dumps({"nodeRangeProperties": {"container": {"volumes": {"name": "data"}}}})}),
    ],
)
def test_a_volume_is_found_wherever_it_is_written(type: str, properties: dict[str, Any]) -> None:
    assert list(each_volume(Resource(type, properties), lambda volume: iter([volume.text("name")]))) == ["data"]


@settings(deadline=None)
@given(_JSON, st.sampled_from(sorted(CONTAINERS)), st.booleans())
def test_no_content_is_more_than_undecided(content: Any, type: str, as_text: bool) -> None:
    value = json.dumps(content) if as_text else content
    for name in ("containerDefinitions", "containerProperties", "ecsProperties", "eksProperties", "nodeProperties"):
        with suppress(Undecided):
            _images(type, {name: value})


@settings(deadline=None)
@given(st.lists(_NAMES, min_size=1, max_size=3), _NAMES | st.none(), _NAMES | st.none(), st.booleans())
def test_an_image_is_read_as_it_is_written(
    path: list[str], version: str | None, hash: str | None, has_port: bool
) -> None:
    host = "registry.example:5000/" if has_port else ""
    image = host + "/".join(path) + (f":{version}" if version else "") + (f"@sha256:{hash}" if hash else "")
    assert tag(image) == (version or "")
    assert digest(image) == (f"sha256:{hash}" if hash else "")


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert tag(text) in text
    assert digest(text) in text
