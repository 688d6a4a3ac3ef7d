"""AWS Config in every account and region."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from twin.graph import Node

from ._cases import (
    CHANNEL,
    HOME,
    IDS,
    MANAGEMENT,
    OTHER,
    PACK,
    RECORDER,
    SECURITY,
    STARTED,
    WHOLE,
    WORKLOAD,
    made,
    right,
    wrong,
)


def _recording(name: str, account: str, region: str = HOME) -> list[Node]:
    place: dict[str, Any] = {"account": account, "region": region}
    recorder = made(RECORDER, f"{name}-recorder", {"name": "landing-zone"}, **place)
    channel = made(CHANNEL, f"{name}-channel", {"name": "landing-zone"}, after=[recorder], **place)
    status = {"name": "landing-zone", "isEnabled": True}
    return [recorder, channel, made(STARTED, f"{name}-started", status, after=[channel], **place)]


_RECORDER, _CHANNEL, _STARTED = _recording("a", WORKLOAD)
right("recorders-in-order", "two regions", *_recording("a", WORKLOAD), *_recording("b", WORKLOAD, OTHER))
wrong("recorders-in-order", "no channel", _RECORDER, blames=["a-recorder"])
wrong("recorders-in-order", "not started", _RECORDER, _CHANNEL, blames=["a-channel"])
wrong(
    "recorders-in-order",
    "the channel at once",
    _RECORDER,
    replace(_CHANNEL, dependencies=()),
    _STARTED,
    blames=["a-channel"],
)
wrong(
    "recorders-in-order",
    "the start at once",
    _RECORDER,
    _CHANNEL,
    replace(_STARTED, dependencies=()),
    blames=["a-started"],
)
wrong(
    "recorders-in-order",
    "started by another name",
    _RECORDER,
    _CHANNEL,
    replace(_STARTED, inputs={"name": "default", "isEnabled": True}),
    blames=["a-started"],
)
wrong(
    "recorders-in-order",
    "started but off",
    _RECORDER,
    _CHANNEL,
    replace(_STARTED, inputs={"name": "landing-zone", "isEnabled": False}),
    blames=["a-started"],
)
wrong(
    "recorders-in-order",
    "the order of two accounts",
    _RECORDER,
    _CHANNEL,
    replace(_STARTED, account=SECURITY),
    blames=["a-channel", "a-started"],
)


def _group(region: str = HOME, /, **group: Any) -> Node:
    return made(RECORDER, inputs={"name": "x", "recordingGroup": group}, region=region)


_EXCLUDING = {"recordingStrategies": [{"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"}]}
_IAM_TYPES = [f"AWS::IAM::{kind}" for kind in ("User", "Group", "Role", "Policy")]
right("global-types-recorded-once", "at home", _group(allSupported=True, includeGlobalResourceTypes=True))
right("global-types-recorded-once", "not elsewhere", _group(OTHER, allSupported=True))
right("global-types-recorded-once", "by exclusion, at home", _group(allSupported=False, **_EXCLUDING))
right(
    "global-types-recorded-once",
    "by exclusion, elsewhere",
    _group(OTHER, allSupported=False, **_EXCLUDING, exclusionByResourceTypes=[{"resourceTypes": _IAM_TYPES}]),
)
right("global-types-recorded-once", "a list at home", _group(allSupported=False, resourceTypes=["AWS::IAM::Role"]))
wrong("global-types-recorded-once", "not at home", _group(allSupported=True))
wrong("global-types-recorded-once", "nothing said at home", made(RECORDER, inputs={"name": "x"}))
wrong("global-types-recorded-once", "everywhere", _group(OTHER, includeGlobalResourceTypes=True))
wrong("global-types-recorded-once", "excluded too little", _group(OTHER, allSupported=False, **_EXCLUDING))

_EVERYWHERE = [node for name, id in IDS.items() for node in _recording(name, id)]
right("recorders-everywhere-first", "all accounts", WHOLE, *_EVERYWHERE, made(PACK, after=_EVERYWHERE))
right("recorders-everywhere-first", "one layer of many", made(PACK))
right(
    "recorders-everywhere-first",
    "all but an excluded one",
    WHOLE,
    *_EVERYWHERE[3:],
    made(PACK, inputs={"excludedAccounts": [MANAGEMENT]}, after=_EVERYWHERE[3:]),
)
wrong("recorders-everywhere-first", "one without", WHOLE, *_EVERYWHERE[3:], made(PACK, after=_EVERYWHERE[3:]))
wrong("recorders-everywhere-first", "too early", WHOLE, *_EVERYWHERE, made(PACK, after=_EVERYWHERE[:-1]))
wrong("recorders-everywhere-first", "another region", WHOLE, *_EVERYWHERE, made(PACK, region=OTHER, after=_EVERYWHERE))
