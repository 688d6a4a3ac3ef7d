"""The roles by which a pipeline plans and applies: only the workflow that runs the policy packs can take them on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent
from ._policies import document

Stage = Literal["plan", "apply"]
Claims = Mapping[str, str | Sequence[str]]

_AUDIENCE: Final = "sts.amazonaws.com"

# What AWS offers for looking at settings without looking at data: a pull request is anybody's who may push a branch.
READING: Final = ("SecurityAudit", "job-function/ViewOnlyAccess")


@dataclass(frozen=True)
class GitHubWorkflow:
    """A reusable workflow of GitHub Actions, and the repository that calls it.

    repository: the caller's, such as anycompany/payments. workflow: the file that runs the packs, with the ref at which
    it may be called: anycompany/landing-zone/.github/workflows/deploy.yml@refs/heads/main. branch: from which the
    repository applies; an environment, where there is one, says so instead.

    Sources: GitHub, "OpenID Connect reference"; IAM user guide, "Available keys for AWS OIDC federation".
    """

    repository: str
    workflow: str
    branch: str = "main"
    environment: str = ""
    issuer: str = "token.actions.githubusercontent.com"
    audience: str = _AUDIENCE

    def claims(self, stage: Stage) -> Claims:
        """What a token must say exactly: who called which workflow, and from where."""
        from_where = f"environment:{self.environment}" if self.environment else f"ref:refs/heads/{self.branch}"
        applies = f"repo:{self.repository}:{from_where}"
        return {
            "aud": self.audience,
            "job_workflow_ref": self.workflow,
            "repository": self.repository,
            "sub": applies
            if stage == "apply"
            else list(
                dict.fromkeys(
                    (
                        applies,
                        f"repo:{self.repository}:ref:refs/heads/{self.branch}",
                        f"repo:{self.repository}:pull_request",
                    )
                )
            ),
        }


@dataclass(frozen=True)
class GitLabPipeline:
    """A pipeline of the project that holds the packs, on a protected branch; teams trigger it, and can't edit it.

    GitLab's tokens don't say in a way that IAM can check which file a job came from, so the deploy jobs run in the
    platform's own project, and plans come from the same branch. project: such as anycompany/landing-zone.

    Source: GitLab, "OpenID Connect (OIDC) Authentication Using ID Tokens".
    """

    project: str
    branch: str = "main"
    issuer: str = "gitlab.com"
    audience: str = _AUDIENCE

    def claims(self, stage: Stage) -> Claims:
        """What a token must say exactly: of which project and branch the job is, and that the branch is protected."""
        return {
            "aud": self.audience,
            "sub": f"project_path:{self.project}:ref_type:branch:ref:{self.branch}",
            "ref_protected": "true",
        }


@dataclass(frozen=True)
class PulumiDeployment:
    """Deployments of one stack by Pulumi Cloud, whose policy groups put the packs before every operation.

    Source: Pulumi, "OpenID Connect integration": Pulumi Deployments.
    """

    organization: str
    project: str
    stack: str
    issuer: str = "api.pulumi.com/oidc"

    @property
    def audience(self) -> str:
        """The name of the organization, as Pulumi Cloud puts it."""
        return self.organization

    def claims(self, stage: Stage) -> Claims:
        """What a token must say exactly: of which stack it is, and whether it previews or updates."""
        operation = "preview" if stage == "plan" else "update"
        return {
            "aud": self.audience,
            "sub": f"pulumi:deploy:org:{self.organization}:project:{self.project}:stack:{self.stack}"
            f":operation:{operation}:scope:write",
        }


Pipeline = GitHubWorkflow | GitLabPipeline | PulumiDeployment


class PipelineIssuerArgs(TypedDict):
    """issuer: the host and path that signs the tokens. audiences: whom they are for."""

    issuer: str
    audiences: Sequence[str]


class PipelineIssuer(LandingZoneComponent):
    """The identity provider of an account for one issuer of tokens; AWS takes each issuer once an account.

    Source: IAM API reference, "CreateOpenIDConnectProvider".
    """

    arn: pulumi.Output[str]

    def __init__(self, name: str, args: PipelineIssuerArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        provider = aws.iam.OpenIdConnectProvider(
            f"{name}-provider",
            url=f"https://{args['issuer']}",
            client_id_lists=list(args["audiences"]),
            opts=self.child(),
        )
        self.arn = provider.arn
        self.register_outputs({"arn": self.arn})


class PipelineRoleArgs(TypedDict):
    """team: part of the roles' names. pipeline: what can take the roles on, by tokens of provider_arn's issuer.

    policy_arns: what the team may deploy, within the boundary. reading_arns: what a plan may look at.
    """

    team: str
    pipeline: Pipeline
    permissions_boundary: pulumi.Input[str]
    policy_arns: Sequence[pulumi.Input[str]]
    reading_arns: Sequence[pulumi.Input[str]]
    provider_arn: pulumi.Input[str]


class PipelineRole(LandingZoneComponent):
    """The roles landing-zone-pipeline-<team>, which applies, and landing-zone-plan-<team>, which only reads.

    A team that leaves the packs out has to do so in a workflow of its own, and that workflow's token opens nothing. So
    enforcement is a trust policy, not a habit. A pull request can plan, and nothing else.
    """

    arn: pulumi.Output[str]
    plan_arn: pulumi.Output[str]

    def __init__(self, name: str, args: PipelineRoleArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        team, pipeline = args["team"], args["pipeline"]
        super().__init__(name, {"team": team}, opts)
        role = aws.iam.Role(
            f"{name}-role",
            name=f"{PREFIX}-pipeline-{team}",
            description=f"The pipeline of {team} deploys what the policy packs have judged",
            max_session_duration=3600,
            permissions_boundary=args["permissions_boundary"],
            assume_role_policy=document(trust(pipeline, args["provider_arn"], "apply")),
            opts=self.child(),
        )
        plan = aws.iam.Role(
            f"{name}-plan",
            name=f"{PREFIX}-plan-{team}",
            description=f"The pipeline of {team} shows what it would change",
            max_session_duration=3600,
            permissions_boundary=args["permissions_boundary"],
            assume_role_policy=document(trust(pipeline, args["provider_arn"], "plan")),
            opts=self.child(),
        )
        for number, arn in enumerate(args["policy_arns"]):
            aws.iam.RolePolicyAttachment(f"{name}-policy-{number}", role=role.name, policy_arn=arn, opts=self.child())
        for number, arn in enumerate(args["reading_arns"]):
            aws.iam.RolePolicyAttachment(
                f"{name}-plan-policy-{number}", role=plan.name, policy_arn=arn, opts=self.child()
            )
        self.arn, self.plan_arn = role.arn, plan.arn
        self.register_outputs({"arn": self.arn, "planArn": self.plan_arn})


def trust(pipeline: Pipeline, provider_arn: pulumi.Input[str], stage: Stage) -> Mapping[str, Any]:
    """The statement by which a role trusts the pipeline at a stage and nothing else, claim by claim."""
    claims = {f"{pipeline.issuer}:{name}": value for name, value in pipeline.claims(stage).items()}
    return {
        "Sid": "Pipeline",
        "Effect": "Allow",
        "Principal": {"Federated": provider_arn},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": claims},
    }
