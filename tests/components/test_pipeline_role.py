"""The role of a pipeline opens for the workflow that runs the packs, and for no other, not even of the same repository.

Not proved: that GitHub and GitLab put into their tokens what their pages say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from components.pipeline_role import GitHubWorkflow, GitLabPipeline, PipelineRole
from tests.conftest import World, findings, may, new_world, only
from twin.evaluator import Policies, Principal, PrincipalKind
from twin.graph import Graph

GITHUB = "token.actions.githubusercontent.com"
WORKFLOW = "anycompany/landing-zone/.github/workflows/deploy.yml@refs/heads/main"
TOKEN = {
    f"{GITHUB}:aud": "sts.amazonaws.com",
    f"{GITHUB}:job_workflow_ref": WORKFLOW,
    f"{GITHUB}:repository": "anycompany/payments",
    f"{GITHUB}:sub": "repo:anycompany/payments:ref:refs/heads/main",
}
GITLAB_TOKEN = {
    "gitlab.com:aud": "sts.amazonaws.com",
    "gitlab.com:sub": "project_path:anycompany/landing-zone:ref_type:branch:ref:main",
    "gitlab.com:ref_protected": "true",
}
GITHUB_PIPELINE = GitHubWorkflow("anycompany/payments", WORKFLOW)
GITLAB_PIPELINE = GitLabPipeline("anycompany/landing-zone")


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with new_world() as made:
        yield made


def _deployed(world: World, account: str, pipeline: GitHubWorkflow | GitLabPipeline, **others: Any) -> Graph:
    args: Any = {
        "team": "payments",
        "pipeline": pipeline,
        "account_id": world.accounts[account],
        "permissions_boundary": f"arn:aws:iam::{world.accounts[account]}:policy/landing-zone-boundary",
        "policy_arns": ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
        **others,
    }
    return world.run(lambda: PipelineRole("payments", args, world.within(account)))


@pytest.fixture(scope="module")
def graph(world: World) -> Graph:
    return _deployed(world, "first", GITHUB_PIPELINE)


def _opens(graph: Graph, issuer: str, token: Mapping[str, str]) -> bool:
    role = only(graph, "aws:iam/role:Role")
    provider = Principal(f"arn:aws:iam::{role.account}:oidc-provider/{issuer}", role.account, PrincipalKind.FEDERATED)
    policies = Policies(resource=role.inputs["assumeRolePolicy"])
    return may(provider, "sts:AssumeRoleWithWebIdentity", role.outputs["arn"], role.account, policies, token)


@pytest.mark.parametrize(
    ("change", "admitted"),
    [
        pytest.param({}, True, id="the workflow that runs the packs"),
        pytest.param({f"{GITHUB}:sub": "repo:anycompany/payments:environment:production"}, True, id="an environment"),
        pytest.param(
            {f"{GITHUB}:job_workflow_ref": "anycompany/payments/.github/workflows/deploy.yml@refs/heads/main"},
            False,
            id="a workflow of the team",
        ),
        pytest.param(
            {f"{GITHUB}:job_workflow_ref": WORKFLOW.replace("main", "x")}, False, id="a branch of the workflow"
        ),
        pytest.param({f"{GITHUB}:repository": "anycompany/other"}, False, id="another repository"),
        pytest.param({f"{GITHUB}:sub": "repo:stranger/payments:ref:refs/heads/main"}, False, id="a stranger's token"),
        pytest.param({f"{GITHUB}:aud": "https://github.com/anycompany"}, False, id="a token for somebody else"),
    ],
)
def test_only_the_workflow_that_runs_the_packs_takes_it_on(
    graph: Graph, change: Mapping[str, str], admitted: bool
) -> None:
    assert _opens(graph, GITHUB, {**TOKEN, **change}) is admitted


@pytest.mark.parametrize("claim", list(TOKEN))
def test_a_token_without_a_claim_opens_nothing(graph: Graph, claim: str) -> None:
    assert not _opens(graph, GITHUB, {name: value for name, value in TOKEN.items() if name != claim})


def test_another_issuer_opens_nothing(graph: Graph) -> None:
    assert not _opens(graph, "gitlab.com", TOKEN)


def test_gitlab_s_deploy_jobs_run_in_the_project_of_the_packs_on_a_protected_branch(world: World) -> None:
    graph = _deployed(world, "second", GITLAB_PIPELINE)
    assert _opens(graph, "gitlab.com", GITLAB_TOKEN)
    for claim, value in (
        ("sub", "project_path:anycompany/payments:ref_type:branch:ref:main"),
        ("sub", "project_path:anycompany/landing-zone:ref_type:branch:ref:topic"),
        ("ref_protected", "false"),
    ):
        assert not _opens(graph, "gitlab.com", {**GITLAB_TOKEN, f"gitlab.com:{claim}": value})


def test_it_stays_within_the_boundary_and_is_named_for_the_guardrails(graph: Graph) -> None:
    role = only(graph, "aws:iam/role:Role")
    assert role.inputs["name"] == "landing-zone-pipeline-payments"
    assert role.inputs["permissionsBoundary"].endswith(":policy/landing-zone-boundary")
    assert only(graph, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs["role"] == role.inputs["name"]


def test_the_issuer_s_provider_is_made_or_adopted(world: World, graph: Graph) -> None:
    provider = only(graph, "aws:iam/openIdConnectProvider:OpenIdConnectProvider")
    assert provider.inputs["url"] == f"https://{GITHUB}"
    assert provider.inputs["clientIdLists"] == ["sts.amazonaws.com"]
    adopted = _deployed(world, "management", GITHUB_PIPELINE, provider_arn=provider.outputs["arn"])
    assert not list(adopted.of_type("aws:iam/openIdConnectProvider:OpenIdConnectProvider"))


def test_the_catalogue_has_nothing_against_it(graph: Graph) -> None:
    assert findings(graph) == []
