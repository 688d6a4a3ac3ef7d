"""The file's own organization policies: what they say, that they fit, and that they are attached in a chain.

Not proven: what AWS's services do with them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from components.guardrails import GuardrailError
from components.management_policies import ManagementPolicies, compile_management_policies
from organizations.model import Organization
from organizations.problems import Problem
from tests.conftest import World, findings
from tests.organizations.conftest import document as document  # The fixtures.
from tests.organizations.conftest import problems as problems
from twin.management_policies import problems as refused

POLICY, ATTACHMENT = "aws:organizations/policy:Policy", "aws:organizations/policyAttachment:PolicyAttachment"
TAGS = {"CostCenter": {"values": ["100", "200"], "enforced_for": ["ec2:instance"]}, "team": {}}


def organization(document: dict[str, Any], **policies: Any) -> Organization:
    return Organization.model_validate(document | {"policies": policies})


def test_ai_services_learn_nothing_unless_the_file_allows_it(document: dict[str, Any]) -> None:
    (policy,) = compile_management_policies(organization(document))
    default = policy.content["services"]["default"]
    assert default["opt_out_policy"]["@@assign"] == "optOut"
    assert default["@@operators_allowed_for_child_policies"] == ["@@none"]
    assert compile_management_policies(organization(document, ai_opt_out=False)) == ()


def test_tags_are_spelt_valued_and_enforced_as_the_file_says(document: dict[str, Any]) -> None:
    (policy,) = compile_management_policies(organization(document, ai_opt_out=False, tags=TAGS))
    assert policy.content["tags"] == {
        "costcenter": {
            "tag_key": {"@@assign": "CostCenter"},
            "tag_value": {"@@assign": ["100", "200"]},
            "enforced_for": {"@@assign": ["ec2:instance"]},
        },
        "team": {"tag_key": {"@@assign": "team"}},
    }


def test_aws_takes_what_is_compiled(document: dict[str, Any]) -> None:
    for policy in compile_management_policies(organization(document, tags=TAGS)):
        assert refused(policy.text, policy.type) == []
        assert " " not in policy.text


def test_what_is_too_long_is_refused(document: dict[str, Any]) -> None:
    many = {f"tag-{number}": {"values": [f"value-{each}" for each in range(20)]} for number in range(100)}
    with pytest.raises(GuardrailError, match=r"the TAG_POLICY takes \d+ characters; AWS allows 10000"):
        compile_management_policies(organization(document, tags=many))


def test_the_policies_are_attached_to_the_root_one_after_another(world: World, document: dict[str, Any]) -> None:
    client = world.client("organizations")
    root = client.list_roots()["Roots"][0]["Id"]
    for type in ("AISERVICES_OPT_OUT_POLICY", "TAG_POLICY"):
        client.enable_policy_type(RootId=root, PolicyType=type)
    file = organization(document, tags=TAGS)
    graph = world.run(lambda: ManagementPolicies("policies", {"organization": file, "root_id": root}, world.within()))
    first, second = sorted(graph.of_type(ATTACHMENT), key=lambda each: len(each.dependencies))
    assert graph.depends_on(second, first)
    assert {policy.id for policy in graph.of_type(POLICY)} == {each.inputs["policyId"] for each in (first, second)}
    assert {node.inputs["targetId"] for node in (first, second)} == {root}
    held = client.list_policies_for_target(TargetId=root, Filter="AISERVICES_OPT_OUT_POLICY")["Policies"]
    assert [each["Name"] for each in held] == ["landing-zone-ai-opt-out"]
    assert findings(graph) == []


@pytest.mark.parametrize(
    ("tags", "path", "expected"),
    [
        ({"aws:team": {}}, "policies.tags.aws:team", 'no "aws:"'),
        ({"Team": {}, "team": {}}, "policies.tags.team", "one spelling of each key (Team is there already)"),
        ({"team": {"enforced_for": ["everything"]}}, "policies.tags.team.enforced_for[0]", "a resource type"),
    ],
)
def test_tag_rules_that_cannot_hold_are_refused(
    document: dict[str, Any],
    problems: Callable[[object], list[Problem]],
    tags: dict[str, Any],
    path: str,
    expected: str,
) -> None:
    (problem,) = problems(document | {"policies": {"tags": tags}})
    assert problem.path == path
    assert expected in problem.expected


def test_the_content_is_json(document: dict[str, Any]) -> None:
    for policy in compile_management_policies(organization(document, tags=TAGS)):
        assert json.loads(policy.text) == policy.content
