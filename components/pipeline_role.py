"""The role by which a team's pipeline deploys: only the workflow that runs the policy packs can take it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent
from ._policies import document

_AUDIENCE: Final = "sts.amazonaws.com"


@dataclass(frozen=True)
class GitHubWorkflow:
    """A reusable workflow of GitHub Actions, and the repository of the team that calls it.

    repository: the team's, such as anycompany/payments. workflow: the file that runs the packs, with the ref at which
    it may be called: anycompany/landing-zone/.github/workflows/deploy.yml@refs/heads/main.

    Sources: GitHub, "OpenID Connect reference"; IAM user guide, "Available keys for AWS OIDC federation".
    """

    repository: str
    workflow: str
    issuer: str = "token.actions.githubusercontent.com"

    def conditions(self) -> Mapping[str, Mapping[str, str]]:
        """What a token must say: who called which workflow."""
        return {
            "StringEquals": {
                f"{self.issuer}:aud": _AUDIENCE,
                f"{self.issuer}:job_workflow_ref": self.workflow,
                f"{self.issuer}:repository": self.repository,
            },
            "StringLike": {f"{self.issuer}:sub": f"repo:{self.repository}:*"},
        }


@dataclass(frozen=True)
class GitLabPipeline:
    """A pipeline of the project that holds the packs, on a protected branch; teams trigger it, and can't edit it.

    GitLab's tokens don't say in a way that IAM can check which file a job came from, so the deploy jobs run in the
    platform's own project. project: such as anycompany/landing-zone.

    Source: GitLab, "OpenID Connect (OIDC) Authentication Using ID Tokens".
    """

    project: str
    branch: str = "main"
    issuer: str = "gitlab.com"

    def conditions(self) -> Mapping[str, Mapping[str, str]]:
        """What a token must say: of which project and branch the job is, and that the branch is protected."""
        return {
            "StringEquals": {
                f"{self.issuer}:aud": _AUDIENCE,
                f"{self.issuer}:sub": f"project_path:{self.project}:ref_type:branch:ref:{self.branch}",
                f"{self.issuer}:ref_protected": "true",
            }
        }


class PipelineRoleArgs(TypedDict):
    """team: part of the role's name. pipeline: what can take the role on.

    account_id: the account that it is in. policy_arns: what the team may deploy, within the boundary.
    provider_arn: the account's identity provider of the issuer where there is one already; it is made otherwise.
    """

    team: str
    pipeline: GitHubWorkflow | GitLabPipeline
    account_id: pulumi.Input[str]
    permissions_boundary: pulumi.Input[str]
    policy_arns: Sequence[pulumi.Input[str]]
    provider_arn: NotRequired[pulumi.Input[str]]


class PipelineRole(LandingZoneComponent):
    """The role landing-zone-pipeline-<team>.

    A team that leaves the packs out has to do so in a workflow of its own, and that workflow's token opens nothing. So
    enforcement is a trust policy, not a habit.
    """

    arn: pulumi.Output[str]

    def __init__(self, name: str, args: PipelineRoleArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, {"team": args["team"], "account_id": args["account_id"]}, opts)
        pipeline = args["pipeline"]
        role = aws.iam.Role(
            f"{name}-role",
            name=f"{PREFIX}-pipeline-{args['team']}",
            description=f"The pipeline of {args['team']} deploys what the policy packs have judged",
            max_session_duration=3600,
            permissions_boundary=args["permissions_boundary"],
            assume_role_policy=document(trust(pipeline, self._issuer(name, args))),
            opts=self.child(),
        )
        for number, arn in enumerate(args["policy_arns"]):
            aws.iam.RolePolicyAttachment(f"{name}-policy-{number}", role=role.name, policy_arn=arn, opts=self.child())
        self.arn = role.arn
        self.register_outputs({"arn": self.arn})

    def _issuer(self, name: str, args: PipelineRoleArgs) -> pulumi.Input[str]:
        if provider := args.get("provider_arn"):
            return provider
        issuer = args["pipeline"].issuer
        made = aws.iam.OpenIdConnectProvider(
            f"{name}-provider", url=f"https://{issuer}", client_id_lists=[_AUDIENCE], opts=self.child()
        )
        return made.arn


def trust(pipeline: GitHubWorkflow | GitLabPipeline, provider_arn: pulumi.Input[str]) -> Mapping[str, Any]:
    """The statement by which a role trusts the pipeline and nothing else."""
    return {
        "Sid": "Pipeline",
        "Effect": "Allow",
        "Principal": {"Federated": provider_arn},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": pipeline.conditions(),
    }
