"""Every example of every control, run as the engine runs a pack.

Each control stands alone in its pack; that many controls in one pack change no verdict is proved in test_server.py.
Not proved: what the engine itself does with diagnostics, and that AWS accepts the examples' inputs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from google.protobuf import json_format
from pulumi_policy import EnforcementLevel

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._evaluation import Judge
from policy_packs.guardrails.controls._model import Control, Example, ResourceRule
from policy_packs.guardrails.controls._resources import Resource
from policy_packs.guardrails.controls._wire import plain
from tests.policy_packs import _engine as engine
from tests.policy_packs._engine import Moment, Planned, Server

GOOD = [
    pytest.param(control, item, id=f"{control.id}: {item.name}") for control in catalogue() for item in control.good
]
BAD = [pytest.param(control, item, id=f"{control.id}: {item.name}") for control in catalogue() for item in control.bad]
MENDED = [
    pytest.param(control, id=control.id)
    for control in catalogue()
    if any(isinstance(rule, ResourceRule) and rule.mend for rule in control.rules)
]

# Values that no message may repeat: by the name of the property, and by the shape of well-known tokens.
_SECRET_NAME = re.compile(r"(?i)(password|passphrase|secret|token|credential|private_?key)(value|string|text)?$")
_SECRET_VALUE = re.compile(
    r"AKIA[A-Z0-9]{16}|gh[pousr]_\w{20,}|xox[abprs]-|-----BEGIN|://[^/\s:]+:[^/\s@]+@|eyJ[\w-]+\.eyJ"
)


@cache
def _served(control_id: str, parameters: str, level: EnforcementLevel = EnforcementLevel.MANDATORY) -> Server:
    (control,) = [control for control in catalogue() if control.id == control_id]
    return Server([control], {control_id: json.loads(parameters)}, {control_id: level})


def _server(control: Control, example: Example, level: EnforcementLevel = EnforcementLevel.MANDATORY) -> Server:
    return _served(control.id, json.dumps(dict(example.parameters)), level)


def _variants(resources: list[Planned]) -> list[tuple[str, list[Planned]]]:
    """The example with one value unknown at a time, a list or an object too, and with all of them unknown."""
    variants = [
        (
            f"{resource.name}: {'.'.join(map(str, path))} unknown",
            _with(resources, index, engine.replaced(resource.inputs, path, engine.unknown(value))),
        )
        for index, resource in enumerate(resources)
        for path, value in engine.nodes(resource.inputs)
    ]
    everything = [resource.with_inputs(engine.all_replaced(resource.inputs, engine.unknown)) for resource in resources]
    return [*variants, ("everything unknown", everything)]


def _with(resources: list[Planned], index: int, inputs: Mapping[str, Any]) -> list[Planned]:
    return [resource.with_inputs(inputs) if i == index else resource for i, resource in enumerate(resources)]


def _secret(resources: list[Planned]) -> list[Planned]:
    return [resource.with_inputs(engine.all_replaced(resource.inputs, engine.secret)) for resource in resources]


def _judged(server: Server, resources: list[Planned], control: Control, case: str) -> list[str]:
    """The control's violations, after the assertion that it could be judged and that its messages are well made."""
    diagnostics = server.judge(resources)
    broken = [text for text in engine.failures_to_judge(diagnostics) if text.partition("\n")[2].startswith(control.id)]
    assert not broken, f"{case}: {broken}"
    messages = engine.of_control(diagnostics, control)
    for message in messages:
        assert "; got " in message and ", expected " in message, f"{case}: {message}"
        assert not any(sentinel in message for sentinel in engine.SENTINELS), f"{case}: {message}"
    return messages


@pytest.mark.parametrize(("control", "example"), GOOD)
def test_a_good_example_passes_whatever_is_known(control: Control, example: Example) -> None:
    server = _server(control, example)
    cases = [(moment.name, engine.plan(example, moment)) for moment in Moment]
    cases.append(("every value secret", _secret(engine.plan(example))))
    for moment in Moment:
        cases += [(f"{moment.name}, {name}", resources) for name, resources in _variants(engine.plan(example, moment))]
    wrong = {case: found for case, resources in cases if (found := _judged(server, resources, control, case))}
    assert not wrong


@pytest.mark.parametrize(("control", "example"), BAD)
def test_a_bad_example_is_flagged(control: Control, example: Example) -> None:
    server = _server(control, example)
    for moment in (Moment.UPDATE, Moment.NAMED):
        assert _judged(server, engine.plan(example, moment), control, moment.name), f"{moment.name}: nothing is flagged"


@pytest.mark.parametrize(("control", "example"), BAD)
def test_a_bad_example_can_be_judged_whatever_is_unknown(control: Control, example: Example) -> None:
    server = _server(control, example)
    _judged(server, engine.plan(example, Moment.PREVIEW), control, "preview")
    for case, resources in _variants(engine.plan(example)):
        _judged(server, resources, control, case)


@pytest.mark.parametrize(("control", "example"), BAD)
def test_secrecy_changes_no_verdict_and_no_secret_is_repeated(control: Control, example: Example) -> None:
    server = _server(control, example)
    resources = engine.plan(example)
    open_messages = _judged(server, resources, control, "open")
    assert _judged(server, _secret(resources), control, "secret") == open_messages
    values = {
        value
        for resource in resources
        for path, value in engine.leaves(resource.inputs).items()
        if isinstance(value, str) and (_SECRET_NAME.search(str(path[-1])) or _SECRET_VALUE.search(value))
    }
    repeated = [message for message in open_messages for value in values if value and value in message]
    assert not repeated


def _remediation(control: Control, example: Example, resource: Planned) -> dict[str, Any] | None:
    """The properties after remediation, or None when the control leaves the resource alone."""
    found = _server(control, example, EnforcementLevel.REMEDIATE).remediate(resource)
    assert [(item.policyName, item.diagnostic) for item in found] == [(control.id, "")] * len(found)
    return json_format.MessageToDict(found[0].properties) if found else None


def _difference(before: Any, after: Any) -> set[engine.Path]:
    old, new = engine.leaves(before), engine.leaves(after)
    return {path for path in {*old, *new} if old.get(path) != new.get(path)}


@pytest.mark.parametrize("control", MENDED)
def test_a_control_that_mends_makes_a_bad_example_pass(control: Control) -> None:
    made_good = []
    for example in control.bad:
        server = _server(control, example)
        resources = engine.plan(example)
        before = _judged(server, resources, control, example.name)
        mended = [
            resource.with_inputs(properties) if (properties := _remediation(control, example, resource)) else resource
            for resource in resources
        ]
        if mended == resources:
            continue
        after = _judged(server, mended, control, f"{example.name}, mended")
        assert after != before, f"{example.name}: mending it changes nothing that the control says"
        assert set(after) <= set(before) or len(after) < len(before), f"{example.name}: {after}"
        assert not any(_remediation(control, example, resource) for resource in mended), f"{example.name}: mended twice"
        made_good.append(not after)
    assert any(made_good), "no bad example is made good"


@pytest.mark.parametrize("control", MENDED)
def test_mending_changes_what_it_says_and_nothing_else(control: Control) -> None:
    for example in control.bad:
        for resource in engine.plan(example):
            after = _remediation(control, example, resource)
            if after is None:
                continue
            changed = {".".join(map(str, path)) for path in _difference(resource.inputs, after)}
            named = _named_by_mend(control, example, resource)
            assert changed and all(any(_within(path, name) for name in named) for path in changed), example.name
            assert all(any(_within(path, name) for path in changed) for name in named), f"{example.name}: {named}"


def _named_by_mend(control: Control, example: Example, resource: Planned) -> set[str]:
    judge = Judge([control], {control.id: example.parameters})
    return set(judge.mend(Resource(resource.type, plain(resource.inputs))))


def _within(path: str, name: str) -> bool:
    return path == name or path.startswith(f"{name}.")


@pytest.mark.parametrize("control", MENDED)
def test_mending_keeps_secrets_secret(control: Control) -> None:
    for example in control.bad:
        for resource in engine.plan(example):
            secret = resource.with_inputs(engine.all_replaced(resource.inputs, engine.secret))
            after = _remediation(control, example, secret)
            if after is not None:
                secrets = {path for path, value in engine.leaves(secret.inputs).items() if engine.is_secret(value)}
                opened = [
                    path
                    for path, value in engine.leaves(after).items()
                    if path in secrets and not engine.is_secret(value)
                ]
                assert not opened, example.name
                assert engine.revealed(after) == _remediation(control, example, resource)


@pytest.mark.parametrize("control", MENDED)
def test_mending_keeps_what_is_unknown_unless_it_sets_it(control: Control) -> None:
    for example in control.bad:
        for resource in engine.plan(example):
            for case, (variant,) in _variants([resource]):
                after = _remediation(control, example, variant)
                if after is not None:
                    named = _named_by_mend(control, example, variant)
                    kept = engine.leaves(after)
                    lost = [
                        ".".join(map(str, path))
                        for path, value in engine.leaves(variant.inputs).items()
                        if value in engine.SENTINELS and kept.get(path) != value
                    ]
                    assert not [path for path in lost if not any(_within(path, name) for name in named)], (
                        f"{example.name}: {case}"
                    )


@pytest.mark.parametrize("control", MENDED)
def test_a_good_example_is_left_alone(control: Control) -> None:
    for example in control.good:
        for resource in engine.plan(example):
            for _, (variant,) in [("known", [resource]), *_variants([resource])]:
                assert _remediation(control, example, variant) is None, example.name
