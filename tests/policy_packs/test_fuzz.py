"""No input whatsoever breaks a rule: random, partly unknown, secret and wrongly typed inputs of the SDK's own types.

A rule that breaks is reported as one that could not judge; nothing of that kind may come, and no request may fail.
Not proved: that the verdicts on such inputs are right, which is what the examples are for.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pulumi_policy import EnforcementLevel

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import ANY_TYPE
from tests.policy_packs import _engine as engine
from tests.policy_packs._engine import Planned, Server
from twin import schema

TOKENS = sorted(
    {
        type
        for control in catalogue()
        for rule in control.rules
        for type in rule.types
        if type != ANY_TYPE and type.startswith("aws:")
    }
)
_DEEPEST = 4

# Text that rules take apart: documents, ranges, addresses, versions, dates, names, code.
_TELLING = st.sampled_from(
    [
        *(
            "",
            " ",
            "*",
            "?",
            "**",
            "true",
            "False",
            "0",
            "-1",
            "65536",
            "1e400",
            "NaN",
            "null",
            "[]",
            "{}",
            '"text"',
            "[[]]",
        ),
        *("0.0.0.0/0", "::/0", "10.0.0.0/8", "0.0.0.0/33", "999.1.1.1/8", "0.0.0.0/0/0", "fe80::1%eth0/64", "-1/-1"),
        *(
            "arn:aws:iam::aws:policy/AdministratorAccess",
            "arn:aws:iam::123456789012:root",
            "arn:",
            "arn:::::",
            "123456789012",
        ),
        *("TLSv1.2_2021", "ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-", "TLS", "TLSv9"),
        *(
            "8.0.35",
            "16",
            "v1.2.3",
            "1..2",
            "latest",
            "python3.8",
            "aurora-mysql5.7",
            "5.7.mysql_aurora.2.11.1",
            "emr-6.15.0",
        ),
        *("2026-02-30", "2026-01-01T00:00:00Z", "rate(1 day)", "cron(0 3 ? * SUN *)", "30 days"),
        *("image", "image:latest", "image@sha256:zzz", "a/b:c@sha256:", ":", "@", "public.ecr.aws/x/y:1"),
        *("IyEvYmluL3No", "H4sIAAAA", "====", "LS0tLS1CRUdJTg==", "-----BEGIN PRIVATE KEY-----", "postgres://a:b@c/d"),
        '{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}',
        '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "NotAction": "iam:*", "NotResource": []}}',
        '{"Statement": [1, null, {"Effect": 1, "Action": {}, "Principal": {"AWS": [1]}, "Condition": {"Bool": []}}]}',
        '{"Statement": [{"Effect": "Allow", "Action": ["s3:*", 1], "Condition": {"StringLike": {"aws:x": [1]}}}]}',
        '{"statements": "x", "Statement": "x"}',
        '[{"name": "a", "image": 1, "environment": [{"name": 1}], "privileged": "yes", "user": 0, "secrets": {}}]',
        '{"containerProperties": [], "environment": [1], "maxReceiveCount": "x", "deadLetterTargetArn": 5}',
    ]
)
_TEXT = _TELLING | st.text(max_size=12)
_SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False, allow_infinity=False) | _TEXT
)
_UNKNOWNS = st.sampled_from(engine.SENTINELS)
_ANYTHING = st.recursive(
    _SCALARS | _UNKNOWNS,
    lambda item: st.lists(item, max_size=3) | st.dictionaries(_TEXT, item, max_size=3),
    max_leaves=6,
)


@st.composite
def _value(draw: st.DrawFn, annotation: Any, depth: int) -> Any:
    """A value of the type, or at times one that is unknown, secret, or of another type."""
    kind = draw(st.integers(0, 19))
    if kind == 0:
        return draw(_ANYTHING)
    if kind == 1:
        return draw(_UNKNOWNS)
    value = draw(_typed(annotation, depth))
    return engine.secret(value) if kind == 2 else value


def _typed(annotation: Any, depth: int) -> st.SearchStrategy[Any]:
    if depth > _DEEPEST:
        return _ANYTHING
    fields = schema.fields(annotation)
    origin = typing.get_origin(annotation)
    if fields is not None:
        block = _block(fields, depth + 1)
        listed = origin is not None and isinstance(origin, type) and issubclass(origin, Sequence)
        return st.lists(block, max_size=3) if listed else block
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(_TEXT, _value(typing.get_args(annotation)[-1], depth + 1), max_size=3)
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return st.lists(_value(typing.get_args(annotation)[0], depth + 1), max_size=3)
    if annotation is bool:
        return st.booleans()
    if annotation in (int, float):
        return st.integers(-2, 70000)
    return _TEXT


@st.composite
def _block(draw: st.DrawFn, fields: schema.Shape, depth: int) -> dict[str, Any]:
    names: list[str] = draw(st.lists(st.sampled_from(sorted(fields)), unique=True, max_size=12)) if fields else []
    return {name: draw(_value(fields[name], depth)) for name in names}


@st.composite
def _resources(draw: st.DrawFn) -> list[Planned]:
    planned: list[Planned] = []
    for number in range(draw(st.integers(1, 4))):
        token = draw(st.sampled_from(TOKENS))
        before = [each.urn for each in planned]
        inputs = draw(_block(schema.inputs(token), 0))
        targets = {name: (draw(st.sampled_from(before)),) for name in inputs} if before else {}
        planned.append(
            Planned(
                type=token,
                name=f"r{number}",
                urn=f"urn:pulumi:production::workload::{token}::r{number}",
                inputs=inputs,
                outputs=draw(st.sampled_from([{}, {"id": f"r{number}", "arn": f"arn:aws:x:::r{number}"}])),
                property_dependencies=targets,
            )
        )
    return planned


@cache
def _server(level: EnforcementLevel) -> Server:
    return Server(catalogue(), levels={control.id: level for control in catalogue() if control.rules})


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_resources())
def test_no_input_breaks_a_rule(resources: list[Planned]) -> None:
    assert not engine.failures_to_judge(_server(EnforcementLevel.MANDATORY).judge(resources))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_resources())
def test_no_input_breaks_a_remediation(resources: list[Planned]) -> None:
    for resource in resources:
        for found in _server(EnforcementLevel.REMEDIATE).remediate(resource):
            assert not found.diagnostic


@pytest.mark.parametrize("token", TOKENS)
def test_a_resource_without_inputs_or_with_only_unknown_ones_breaks_no_rule(token: str) -> None:
    server = _server(EnforcementLevel.MANDATORY)
    values: tuple[Any, ...] = (None, engine.SENTINELS[-1], 1, [[]])
    for inputs in (dict.fromkeys(schema.inputs(token), value) for value in values):
        planned = Planned(type=token, name="r", urn=f"urn:pulumi:a::b::{token}::r", inputs=inputs)
        assert not engine.failures_to_judge(server.judge([planned])), json.dumps(inputs)[:200]
