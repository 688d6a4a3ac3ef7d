"""The controls as a pack: what its server reports, as the SDK's own would, only decoded once.

Not proved: what `pulumi up` does with the answers. The last tests start the pack as the engine starts it and talk to it
as the engine does; the engine itself takes no part.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2, json_format
from pulumi.runtime.proto import analyzer_pb2 as proto
from pulumi.runtime.proto import analyzer_pb2_grpc
from pulumi_policy import EnforcementLevel

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._evaluation import Finding, Judge, Outcome
from policy_packs.guardrails.controls._frameworks import Framework, Tool
from policy_packs.guardrails.controls._model import (
    ANY_TYPE,
    Control,
    Example,
    Given,
    Parameter,
    Ref,
    ResourceRule,
    Severity,
    StackRule,
    example,
)
from policy_packs.guardrails.controls._policies import policies
from policy_packs.guardrails.controls._properties import UNKNOWN
from policy_packs.guardrails.controls._resources import Resource, Stack
from policy_packs.guardrails.controls._wire import plain
from tests.policy_packs import _engine as engine
from tests.policy_packs._engine import Moment, Planned

STOCK = partial(engine.Server, stock=True)
THING = "anycloud:index:Thing"
OTHER = "anycloud:index:Other"
ROOT = Path(__file__).parents[2]
PACK = ROOT / "policy_packs" / "guardrails"


def _size(thing: Resource) -> Iterator[str]:
    if thing.number("size") < thing.parameters.get("least", 3):
        yield f"too small; got {thing.number('size')}, expected more"


def _has_other(thing: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(thing, OTHER, by="thing"):
        yield "nobody looks after it; got no other, expected one"


def _breaks(thing: Resource) -> Iterator[str]:
    yield from [f"{1 / thing.number('size')}"][:0]


def _control(id: str, *rules: ResourceRule | StackRule, **facts: Any) -> Control:
    return Control(
        **{
            "id": id,
            "title": f"Title of {id}",
            "practices": ("iam.mfa",),
            "severity": Severity.HIGH,
            "why": "Because.",
            "fix": f"fix {id}",
            "rules": rules,
            **facts,
        }
    )


SIZE = _control("any.size", ResourceRule((THING,), _size))
OTHERS = _control("any.others", StackRule((THING,), _has_other), severity=Severity.LOW)
BOTH = _control("any.both", ResourceRule((THING,), _size), StackRule((THING,), _has_other))
BROKEN = _control("any.broken", ResourceRule((THING,), _breaks))
LEAST = {"least": Parameter(3, {"type": "integer"})}
SETTABLE = _control(
    "any.settable",
    ResourceRule((THING,), _size),
    StackRule((THING,), lambda thing, stack: _size(thing)),
    parameters=LEAST,
)


def _thing(**properties: Any) -> Planned:
    (planned,) = engine.plan(Example("", (Given(THING, properties, name="thing"),)))
    return planned


def _texts(diagnostics: list[proto.AnalyzeDiagnostic]) -> list[tuple[str, str]]:
    return [(diagnostic.policyName, diagnostic.message) for diagnostic in diagnostics]


def test_a_violation_says_what_is_wrong_and_what_to_do() -> None:
    (diagnostic,) = engine.Server([SIZE, OTHERS]).analyze(_thing(size=1))
    assert diagnostic.policyName == "any.size"
    assert diagnostic.message == "Title of any.size\ntoo small; got 1, expected more; fix any.size"
    assert diagnostic.urn == _thing().urn
    assert diagnostic.enforcementLevel == proto.MANDATORY
    assert diagnostic.severity == proto.POLICY_SEVERITY_HIGH


def test_a_violation_of_low_severity_is_advisory() -> None:
    (diagnostic,) = engine.Server([OTHERS]).analyze_stack([_thing()])
    assert diagnostic.enforcementLevel == proto.ADVISORY


def test_compliance_is_silent() -> None:
    server = engine.Server([SIZE, BOTH, BROKEN])
    assert server.analyze(_thing(size=5)) == []


def test_what_is_unknown_is_not_reported() -> None:
    assert engine.Server([SIZE]).analyze(_thing(size=engine.unknown(1))) == []


def test_a_resource_of_which_a_preview_says_nothing_is_not_judged_by_the_stack() -> None:
    # The engine sends no properties at all while the provider waits for its account's id.
    server = engine.Server([SETTABLE])
    assert server.analyze_stack([replace(_thing(), outputs={})]) == []
    assert _texts(server.analyze_stack([_thing(size=1)]))


def test_a_control_of_both_kinds_reports_both_under_one_name() -> None:
    found = engine.Server([BOTH]).judge([_thing(size=1)])
    assert [diagnostic.policyName for diagnostic in found] == ["any.both", "any.both"]


@pytest.mark.parametrize("serve", [engine.Server, STOCK])
def test_a_rule_that_breaks_is_reported_once_without_values_and_hides_no_other(serve: Any) -> None:
    found = serve([BROKEN, SIZE]).analyze(_thing(size=0))
    broken, failed = sorted((diagnostic for diagnostic in found), key=lambda d: "could not judge" not in d.message)
    assert failed.policyName == "any.size"
    assert "any.broken could not judge: ZeroDivisionError in test_server.py, line" in broken.message


def test_a_rule_that_breaks_does_not_stop_the_deploy() -> None:
    (broken,) = engine.Server([BROKEN]).analyze(_thing(size=0))
    assert (broken.policyName, broken.enforcementLevel) == ("settings", proto.ADVISORY)


def test_a_policy_that_is_switched_off_reports_nothing() -> None:
    server = engine.Server([SIZE, BOTH], levels={"any.size": EnforcementLevel.DISABLED})
    assert [diagnostic.policyName for diagnostic in server.analyze(_thing(size=1))] == ["any.both"]


def test_the_configuration_can_change_a_level() -> None:
    server = engine.Server([SIZE], levels={"any.size": EnforcementLevel.ADVISORY})
    assert [diagnostic.enforcementLevel for diagnostic in server.analyze(_thing(size=1))] == [proto.ADVISORY]


def test_one_decoding_for_all_controls_changes_no_verdict_on_any_example() -> None:
    """All controls in our server, against each control alone in the SDK's."""
    ours = engine.Server(catalogue())
    for control in [control for control in catalogue() if control.rules]:
        alone = STOCK([control])
        for item in (*control.good, *control.bad):
            for moment in Moment:
                resources = engine.plan(item, moment)
                expected = engine.of_control(alone.judge(resources), control)
                assert engine.of_control(ours.judge(resources), control) == expected, (control.id, item.name)


def test_requests_that_are_answered_at_the_same_time_do_not_mix() -> None:
    server = engine.Server([SIZE, BOTH, SETTABLE])
    things = [_thing(size=size % 6) for size in range(400)]
    with ThreadPoolExecutor(max_workers=4) as pool:
        found = list(pool.map(lambda thing: _texts(server.analyze(thing)), things))
    assert found == [_texts(server.analyze(thing)) for thing in things]


@pytest.mark.parametrize("serve", [engine.Server, STOCK])
def test_settings_reach_both_policies_of_a_control_from_the_first_request_on(serve: Any) -> None:
    server = serve([SETTABLE], settings={"any.settable": {"least": 10}})
    assert len(server.judge([_thing(size=5)])) == 2
    assert server.judge([_thing(size=10)]) == []


def test_settings_can_loosen_a_control() -> None:
    server = engine.Server([SETTABLE], settings={"any.settable": {"least": 0}})
    assert [server.analyze(_thing(size=1)) for _ in range(2)] == [[], []]


def test_without_settings_the_defaults_hold() -> None:
    server = engine.Server([SETTABLE])
    assert [bool(server.analyze(_thing(size=size))) for size in (2, 3)] == [True, False]


def test_the_pack_describes_its_policies() -> None:
    control = _control(
        "any.described",
        ResourceRule((THING,), _size),
        frameworks={Framework.FSBP: ("Any.1",), Framework.CIS_5_0: ("1.1", "1.2")},
        equivalents={Tool.CHECKOV: ("CKV_AWS_1",)},
        parameters=LEAST,
    )
    info = engine.Server([control, BOTH]).servicer.GetAnalyzerInfo(empty_pb2.Empty(), None)
    policies = {policy.name: policy for policy in info.policies}
    assert set(policies) == {"settings", "any.described", "any.both"}
    described = policies["any.described"]
    assert described.description == "Title of any.described"
    assert described.remediation_steps == "fix any.described"
    assert (described.framework.name, described.framework.reference) == ("cis-aws-foundations-5.0", "1.1")
    assert list(described.tags) == [
        "iam.mfa",
        "tier:standard",
        "cis-aws-foundations-5.0:1.1",
        "cis-aws-foundations-5.0:1.2",
        "aws-fsbp-1.0.0:Any.1",
        "checkov:CKV_AWS_1",
    ]
    assert json_format.MessageToDict(described.configSchema.properties) == {
        "least": {"type": "integer", "default": 3.0}
    }
    assert policies["any.both"].policy_type == proto.POLICY_TYPE_RESOURCE
    assert json_format.MessageToDict(policies["settings"].configSchema.properties)["exemptions"]["type"] == "array"


def test_the_names_of_all_policies_are_unique() -> None:
    names = [policy.name for policy in policies(catalogue())]
    assert len(names) == len(set(names))
    assert "all" not in names


# Mending


def _mends(**changes: Any) -> Control:
    return _control("any.mended", ResourceRule((THING,), _size, lambda thing: changes))


def _mended(control: Control, **properties: Any) -> Any:
    server = engine.Server([control], levels={control.id: EnforcementLevel.REMEDIATE})
    found = server.remediate(_thing(**properties))
    return json_format.MessageToDict(found[0].properties) if found else None


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        pytest.param({}, "size", {"size": 5}, id="missing"),
        pytest.param({"size": 1, "color": "red"}, "size", {"size": 5, "color": "red"}, id="set"),
        pytest.param({}, "a.b.size", {"a": {"b": {"size": 5}}}, id="missing objects"),
        pytest.param({"a": {"x": 1}}, "a.size", {"a": {"x": 1, "size": 5}}, id="in an object"),
        pytest.param({"l": [{}, {"x": 1}]}, "l.1.size", {"l": [{}, {"x": 1, "size": 5}]}, id="in a list"),
        pytest.param({"l": [1, 2]}, "l.1", {"l": [1, 5]}, id="an item of a list"),
        pytest.param({"size": engine.secret(1)}, "size", {"size": engine.secret(5)}, id="a secret"),
        pytest.param(
            {"a": engine.secret({"size": 1})}, "a.size", {"a": engine.secret({"size": 5})}, id="in a secret object"
        ),
        pytest.param({"l": [engine.secret(1)]}, "l.0", {"l": [engine.secret(5)]}, id="a secret item of a list"),
        pytest.param({"size": {"x": [engine.secret(1)]}}, "size", {"size": engine.secret(5)}, id="what holds a secret"),
        pytest.param(
            {"other": engine.secret(1), "unknown": engine.unknown(1)},
            "size",
            {"other": engine.secret(1), "unknown": engine.unknown(1), "size": 5},
            id="beside secrets and unknown values",
        ),
    ],
)
def test_mending_sets_one_path_in_place(before: dict[str, Any], path: str, after: dict[str, Any]) -> None:
    assert _mended(_mends(**{path: 5}), **before) == after


@pytest.mark.parametrize("before", [{"a": []}, {"a": "text"}, {"a": 1}])
def test_what_has_another_shape_is_not_mended(before: dict[str, Any]) -> None:
    assert _mended(_mends(**{"a.size": 5}), **before) is None


def test_nothing_to_mend_is_no_remediation() -> None:
    assert _mended(_mends(), size=1) is None


def test_a_mend_that_breaks_does_not_stop_the_deploy() -> None:
    def mend(thing: Resource) -> dict[str, Any]:
        raise ZeroDivisionError

    assert _mended(_control("any.mended", ResourceRule((THING,), _size, mend)), size=1) is None


def test_mending_only_happens_where_the_configuration_asks_for_it() -> None:
    server = engine.Server([_mends(size=5)])
    assert server.remediate(_thing(size=1)) == []


def test_a_mend_sees_the_settings() -> None:
    control = _control(
        "any.mended",
        ResourceRule((THING,), _size, lambda thing: {"size": thing.parameters["least"]}),
        parameters=LEAST,
    )
    server = engine.Server(
        [control], settings={control.id: {"least": 8}}, levels={control.id: EnforcementLevel.REMEDIATE}
    )
    (found,) = server.remediate(_thing(size=1))
    assert json_format.MessageToDict(found.properties) == {"size": 8}


def test_policies_mend_one_after_the_other() -> None:
    controls = [
        _control("any.first", ResourceRule((THING,), _size, lambda thing: {"a": 1})),
        _control("any.second", ResourceRule((THING,), _size, lambda thing: {"b": 2})),
    ]
    levels = {control.id: EnforcementLevel.REMEDIATE for control in controls}
    found = engine.Server(controls, levels=levels).remediate(_thing())
    assert [item.policyName for item in found] == ["any.first", "any.second"]
    assert json_format.MessageToDict(found[1].properties) == {"a": 1, "b": 2}


# What rules see


def _seen(planned: Planned) -> Resource:
    seen: list[Resource] = []

    def look(resource: Resource) -> Iterator[str]:
        seen.append(resource)
        yield from ()

    engine.Server([_control("any.look", ResourceRule((ANY_TYPE,), look))]).analyze(planned)
    return seen[0]


def test_a_rule_sees_plain_values() -> None:
    resource = _seen(_thing(count=3, ratio=0.5, flags=[True], tags={"a": engine.secret("b")}, nothing=None))
    assert resource.value("count") == 3
    assert isinstance(resource.value("count"), int)
    assert (resource.value("ratio"), resource.value("flags"), resource.value("tags")) == (0.5, [True], {"a": "b"})
    assert "nothing" not in resource


@pytest.mark.parametrize("sentinel", engine.SENTINELS)
def test_every_kind_of_unknown_value_is_unknown(sentinel: str) -> None:
    resource = _seen(_thing(top=sentinel, nested={"list": [1, sentinel]}))
    assert not resource.is_known("top")
    assert not resource.is_known("nested")
    assert plain({"list": [sentinel]}) == {"list": [UNKNOWN]}


def test_a_rule_sees_the_options() -> None:
    items = (Given(OTHER, name="group"), Given(THING, name="thing", protect=True, parent="group"))
    group, thing = engine.plan(Example("", items))
    resource = _seen(thing)
    assert (resource.type, resource.name, resource.urn) == (THING, "thing", thing.urn)
    assert resource.protect
    assert resource.parent == group.urn
    assert resource.provider.endswith("::pulumi:providers:aws::workload")


def test_a_stack_rule_sees_dependencies() -> None:
    with_other = example("", Given(THING, name="thing"), Given(OTHER, {"thing": Ref("thing")}, name="other"))
    server = engine.Server([OTHERS])
    for moment in Moment:
        assert server.analyze_stack(engine.plan(with_other, moment)) == []
    assert len(server.analyze_stack([_thing()])) == 1


def test_a_rule_for_every_type_sees_every_provider() -> None:
    everything = _control("any.thing", StackRule((ANY_TYPE,), lambda resource, stack: iter(["wrong; got it"])))
    found = engine.Server([everything]).analyze_stack(
        engine.plan(example("", Given(THING, name="a"), Given("aws:s3/bucket:Bucket", name="b")))
    )
    assert len(found) == 2


def test_the_judge_keeps_the_three_outcomes_apart() -> None:
    judge = Judge([SIZE, BROKEN])

    def outcomes(size: object) -> list[Outcome]:
        findings: list[Finding] = list(judge.resource(Resource(THING, {"size": size})))
        return [finding.outcome for finding in findings]

    assert outcomes(5) == []
    assert outcomes(1) == [Outcome.FAIL]
    assert outcomes(0) == [Outcome.FAIL, Outcome.ERROR]
    assert outcomes(UNKNOWN) == [Outcome.UNDECIDED, Outcome.UNDECIDED]


# The pack's own process


@pytest.fixture(scope="module")
def pack() -> Iterator[analyzer_pb2_grpc.AnalyzerStub]:
    """The pack, started as Pulumi's Python language host starts it: in its own folder, the stack in the environment."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "pulumi.policy", "127.0.0.1:1", str(PACK)],
        cwd=PACK,
        env={
            **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            "PULUMI_ORGANIZATION": "anycompany",
            "PULUMI_PROJECT": "workload",
            "PULUMI_STACK": "production",
            "PULUMI_DRY_RUN": "true",
            "PULUMI_CONFIG": '{"aws:region": "us-east-1"}',
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield analyzer_pb2_grpc.AnalyzerStub(channel)
    finally:
        process.terminate()
        process.communicate()


BUCKET = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
CONTROL = "s3.account-public-access-blocked"


def _block(**inputs: Any) -> Planned:
    (planned,) = engine.plan(example("", Given(BUCKET, inputs)))
    return planned


def test_the_process_describes_the_pack(pack: analyzer_pb2_grpc.AnalyzerStub) -> None:
    info = pack.GetAnalyzerInfo(empty_pb2.Empty())
    assert info.name == "landing-zone-guardrails"
    assert [policy.name for policy in info.policies] == [policy.name for policy in policies(catalogue())]


def test_the_process_analyzes_a_resource(pack: analyzer_pb2_grpc.AnalyzerStub) -> None:
    found = pack.Analyze(_block(blockPublicAcls=True).request()).diagnostics
    assert [diagnostic.policyName for diagnostic in found] == [CONTROL]
    flags = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
    assert not pack.Analyze(_block(**dict.fromkeys(flags, True)).request()).diagnostics


def test_the_process_analyzes_a_stack(pack: analyzer_pb2_grpc.AnalyzerStub) -> None:
    resources = engine.plan(example("", Given("aws:s3/bucket:Bucket", {"bucket": "logs"})))
    found = pack.AnalyzeStack(proto.AnalyzeStackRequest(resources=[item.state() for item in resources])).diagnostics
    assert "s3.bucket-tls-only" in {diagnostic.policyName for diagnostic in found}


def test_the_process_remediates_where_it_is_configured_to(pack: analyzer_pb2_grpc.AnalyzerStub) -> None:
    pack.ConfigureStack(proto.AnalyzerStackConfigureRequest(stack="production", project="workload"))
    assert not pack.Remediate(_block().request()).remediations
    request = proto.ConfigureAnalyzerRequest()
    request.policyConfig[CONTROL].enforcementLevel = proto.REMEDIATE
    pack.Configure(request)
    (found,) = pack.Remediate(_block().request()).remediations
    assert found.policyName == CONTROL
    assert set(json_format.MessageToDict(found.properties).values()) == {True}


def test_the_pack_stands_alone() -> None:
    """It is published as its folder, so nothing in it may come from the rest of the project."""
    root = {path.stem for path in ROOT.iterdir() if (path / "__init__.py").exists()} - {"policy_packs"}
    found = [
        f"{path.relative_to(PACK)}: {line}"
        for path in PACK.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("import ", "from ")) and line.split()[1].partition(".")[0] in {*root, "policy_packs"}
    ]
    assert not found
