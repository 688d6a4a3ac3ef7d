"""The landing zone's pipeline takes on its role in other accounts of the organization, and nothing else.

Not proved: what the tokens of the pipeline hold (tests/components/test_pipeline_role.py shows who is let in by them).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from components.landing_zone_pipeline import LandingZonePipeline
from components.pipeline_role import GitHubWorkflow, PipelineIssuer
from tests.conftest import MANAGEMENT_ID, World, a_role, findings, may, new_world, only
from twin.evaluator import Policies
from twin.graph import Graph

ROLE = "aws:iam/role:Role"
PIPELINE = GitHubWorkflow(
    "anycompany/landing-zone", "anycompany/landing-zone/.github/workflows/deploy.yml@refs/heads/main"
)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with new_world() as made:
        yield made


@pytest.fixture(scope="module")
def graph(world: World) -> Graph:
    def program() -> None:
        within = world.within("management")
        issuer = PipelineIssuer("issuer", {"issuer": PIPELINE.issuer, "audiences": [PIPELINE.audience]}, within)
        args: Any = {
            "pipeline": PIPELINE,
            "provider_arn": issuer.arn,
            "organization_id": world.organization_id,
            "reading_arns": ["arn:aws:iam::aws:policy/SecurityAudit"],
        }
        LandingZonePipeline("pipeline", args, within)

    return world.run(program)


@pytest.mark.parametrize(
    ("name", "of_organization", "allowed"),
    [("landing-zone-deploy", True, True), ("landing-zone-deploy", False, False), ("administrator", True, False)],
)
def test_it_takes_on_the_role_that_keeps_baselines_in_the_organization(
    world: World, graph: Graph, name: str, of_organization: bool, allowed: bool
) -> None:
    account = world.accounts["first"]
    policies = Policies(
        identity=[only(graph, "aws:iam/rolePolicy:RolePolicy").inputs["policy"]],
        resource={
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
        },
    )
    context = {"aws:ResourceOrgID": world.organization_id if of_organization else "o-stranger"}
    role = a_role(MANAGEMENT_ID, "landing-zone-deploy")
    arn = f"arn:aws:iam::{account}:role/{name}"
    assert may(role, "sts:AssumeRole", arn, account, policies, context) is allowed


def test_the_role_is_the_one_that_accounts_trust_and_the_other_only_looks(graph: Graph) -> None:
    assert {node.inputs["name"] for node in graph.of_type(ROLE)} == {"landing-zone-deploy", "landing-zone-plan"}
    attached = graph.of_type("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    assert {node.inputs["policyArn"].rpartition("/")[2] for node in attached} == {"SecurityAudit"}
    assert only(graph, "aws:iam/rolePolicy:RolePolicy").inputs["role"] == "landing-zone-deploy"


def test_the_controls_find_nothing(graph: Graph) -> None:
    assert findings(graph) == []
