"""The roles of a pipeline open for the workflow that runs the packs, and for no other, not even of the same repository.

Not proved: that GitHub, GitLab and Pulumi Cloud put into their tokens what their pages say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from components.pipeline_role import (
    GitHubWorkflow,
    GitLabPipeline,
    Pipeline,
    PipelineIssuer,
    PipelineRole,
    PulumiDeployment,
)
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
PULUMI = "api.pulumi.com/oidc"
PULUMI_TOKEN = {
    f"{PULUMI}:aud": "anycompany",
    f"{PULUMI}:sub": "pulumi:deploy:org:anycompany:project:payments:stack:production:operation:update:scope:write",
}
GITHUB_PIPELINE = GitHubWorkflow("anycompany/payments", WORKFLOW)
ENVIRONMENT_PIPELINE = GitHubWorkflow("anycompany/payments", WORKFLOW, environment="production")
GITLAB_PIPELINE = GitLabPipeline("anycompany/landing-zone")
PULUMI_PIPELINE = PulumiDeployment("anycompany", "payments", "production")
APPLY, PLAN = "landing-zone-pipeline-payments", "landing-zone-plan-payments"
ROLE = "aws:iam/role:Role"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with new_world() as made:
        yield made


def _deployed(world: World, account: str, pipeline: Pipeline, team: str = "payments") -> Graph:
    id = world.accounts[account]

    def program() -> None:
        within = world.within(account)
        issuer = PipelineIssuer("issuer", {"issuer": pipeline.issuer, "audiences": [pipeline.audience]}, within)
        PipelineRole(
            "payments",
            {
                "team": team,
                "pipeline": pipeline,
                "permissions_boundary": f"arn:aws:iam::{id}:policy/landing-zone-boundary",
                "policy_arns": ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
                "reading_arns": ["arn:aws:iam::aws:policy/SecurityAudit"],
                "provider_arn": issuer.arn,
            },
            within,
        )

    return world.run(program)


@pytest.fixture(scope="module")
def graph(world: World) -> Graph:
    return _deployed(world, "first", GITHUB_PIPELINE)


def _opens(graph: Graph, issuer: str, token: Mapping[str, str], name: str = APPLY) -> bool:
    role = only(graph, ROLE, name=name)
    provider = Principal(f"arn:aws:iam::{role.account}:oidc-provider/{issuer}", role.account, PrincipalKind.FEDERATED)
    policies = Policies(resource=role.inputs["assumeRolePolicy"])
    return may(provider, "sts:AssumeRoleWithWebIdentity", role.outputs["arn"], role.account, policies, token)


PULL_REQUEST = {f"{GITHUB}:sub": "repo:anycompany/payments:pull_request"}


@pytest.mark.parametrize(
    ("change", "applies", "plans"),
    [
        pytest.param({}, True, True, id="the workflow that runs the packs, from its branch"),
        pytest.param(PULL_REQUEST, False, True, id="a pull request"),
        pytest.param({f"{GITHUB}:sub": "repo:anycompany/payments:ref:refs/heads/x"}, False, False, id="a branch"),
        pytest.param(
            {f"{GITHUB}:sub": "repo:anycompany/payments:environment:other"}, False, False, id="an environment"
        ),
        pytest.param(
            {f"{GITHUB}:job_workflow_ref": "anycompany/payments/.github/workflows/deploy.yml@refs/heads/main"},
            False,
            False,
            id="a workflow of the team",
        ),
        pytest.param(
            {
                **PULL_REQUEST,
                f"{GITHUB}:job_workflow_ref": "anycompany/payments/.github/workflows/x.yml@refs/pull/1/merge",
            },
            False,
            False,
            id="a pull request with a workflow of its own",
        ),
        pytest.param(
            {f"{GITHUB}:job_workflow_ref": WORKFLOW.replace("main", "x")}, False, False, id="a branch of the workflow"
        ),
        pytest.param({f"{GITHUB}:repository": "anycompany/other"}, False, False, id="another repository"),
        pytest.param(
            {f"{GITHUB}:sub": "repo:stranger/payments:ref:refs/heads/main"}, False, False, id="a stranger's token"
        ),
        pytest.param({f"{GITHUB}:aud": "https://github.com/anycompany"}, False, False, id="a token for somebody else"),
    ],
)
def test_only_the_workflow_that_runs_the_packs_takes_them_on(
    graph: Graph, change: Mapping[str, str], applies: bool, plans: bool
) -> None:
    assert _opens(graph, GITHUB, {**TOKEN, **change}) is applies
    assert _opens(graph, GITHUB, {**TOKEN, **change}, PLAN) is plans


@pytest.mark.parametrize("name", [APPLY, PLAN])
@pytest.mark.parametrize("claim", list(TOKEN))
def test_a_token_without_a_claim_opens_nothing(graph: Graph, claim: str, name: str) -> None:
    assert not _opens(graph, GITHUB, {key: value for key, value in TOKEN.items() if key != claim}, name)


def test_another_issuer_opens_nothing(graph: Graph) -> None:
    assert not _opens(graph, "gitlab.com", TOKEN)


def test_an_environment_takes_the_place_of_the_branch(world: World) -> None:
    graph = _deployed(world, "second", ENVIRONMENT_PIPELINE)
    approved = {**TOKEN, f"{GITHUB}:sub": "repo:anycompany/payments:environment:production"}
    assert _opens(graph, GITHUB, approved)
    assert not _opens(graph, GITHUB, TOKEN)
    assert _opens(graph, GITHUB, TOKEN, PLAN)


def test_gitlab_s_deploy_jobs_run_in_the_project_of_the_packs_on_a_protected_branch(world: World) -> None:
    graph = _deployed(world, "management", GITLAB_PIPELINE)
    assert _opens(graph, "gitlab.com", GITLAB_TOKEN)
    for claim, value in (
        ("sub", "project_path:anycompany/payments:ref_type:branch:ref:main"),
        ("sub", "project_path:anycompany/landing-zone:ref_type:branch:ref:topic"),
        ("ref_protected", "false"),
    ):
        for name in (APPLY, PLAN):
            assert not _opens(graph, "gitlab.com", {**GITLAB_TOKEN, f"gitlab.com:{claim}": value}, name)


def test_pulumi_cloud_updates_one_stack_and_previews_it_with_the_other_role(world: World) -> None:
    graph = _deployed(world, "second", PULUMI_PIPELINE, "web")
    apply, plan = "landing-zone-pipeline-web", "landing-zone-plan-web"
    subject = PULUMI_TOKEN[f"{PULUMI}:sub"]
    for old, new, applies, plans in (
        ("update", "update", True, False),
        ("update", "preview", False, True),
        ("update", "destroy", False, False),
        ("stack:production", "stack:other", False, False),
        ("org:anycompany", "org:stranger", False, False),
    ):
        token = {**PULUMI_TOKEN, f"{PULUMI}:sub": subject.replace(old, new)}
        assert (_opens(graph, PULUMI, token, apply), _opens(graph, PULUMI, token, plan)) == (applies, plans)
    assert not _opens(graph, PULUMI, {**PULUMI_TOKEN, f"{PULUMI}:aud": "stranger"}, apply)


def test_they_stay_within_the_boundary_and_are_named_for_the_guardrails(graph: Graph) -> None:
    policies = {}
    for name in (APPLY, PLAN):
        assert only(graph, ROLE, name=name).inputs["permissionsBoundary"].endswith(":policy/landing-zone-boundary")
        attached = only(graph, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", role=name)
        policies[name] = attached.inputs["policyArn"].rpartition("/")[2]
    assert policies == {APPLY: "AmazonS3ReadOnlyAccess", PLAN: "SecurityAudit"}


def test_the_issuer_s_provider_takes_tokens_for_its_audience(graph: Graph) -> None:
    provider = only(graph, "aws:iam/openIdConnectProvider:OpenIdConnectProvider")
    assert provider.inputs["url"] == f"https://{GITHUB}"
    assert provider.inputs["clientIdLists"] == ["sts.amazonaws.com"]


def test_the_catalogue_has_nothing_against_it(graph: Graph) -> None:
    assert findings(graph) == []
