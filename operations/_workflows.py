"""Pipelines that deploy what the packs have judged: a reusable workflow for GitHub Actions, a pipeline for GitLab.

Both live in the platform team's repository, beside the packs. The roles that they take on (`components.pipeline_role`)
open for them alone, so a team that writes a pipeline of its own, without the packs, has nothing to deploy with.
"""

from __future__ import annotations

from string import Template

# Each action by the commit of its release: a tag can be moved, a commit can't.
_ACTIONS = {
    "checkout": "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "setup_python": "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
    "credentials": "aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3",
    "pulumi": "pulumi/actions@8e5e406f4007fca908480587cb9893c07090f58d # v7.0.0",
}
_PULUMI = "3.272.0"


class _Template(Template):
    """Placeholders are %{name}, since both languages have use for the dollar."""

    delimiter = "%"


_GITHUB = _Template("""\
# Keep this file as .github/workflows/deploy.yml of %{repository}; a team's workflow calls it:
#
#   jobs:
#     deploy:
#       uses: %{repository}/.github/workflows/deploy.yml@%{branch}
#       permissions: {contents: read, id-token: write}
#       with: {team: payments, account: "111122223333", region: eu-west-1, stack: payments.production, up: true}
#       secrets: inherit
#
# The roles landing-zone-pipeline-<team>, which applies, and landing-zone-plan-<team>, which only reads,
# trust this file at refs/heads/%{branch} and no other, so nobody can leave the packs out.
name: deploy
on:
  workflow_call:
    inputs:
      team: {type: string, required: true, description: the last part of the role's name}
      account: {type: string, required: true, description: the id of the account}
      region: {type: string, required: true, description: the region that the program starts in}
      stack: {type: string, required: true, description: the stack's full name}
      folder: {type: string, default: ".", description: where the program is}
      up: {type: boolean, default: false, description: "deploy, instead of showing what a deploy would do"}
    secrets:
      PULUMI_ACCESS_TOKEN: {required: false}
      PULUMI_CONFIG_PASSPHRASE: {required: false}
permissions:
  contents: read
  id-token: write
concurrency:
  group: deploy-${{ inputs.stack }}
jobs:
  deploy:
    runs-on: ubuntu-24.04
    timeout-minutes: 120
    env:
      ROLE: landing-zone-${{ inputs.up && 'pipeline' || 'plan' }}-${{ inputs.team }}
    steps:
      - uses: %{checkout}
        with:
          path: program
          persist-credentials: false
      - uses: %{checkout}
        with:
          repository: %{repository}
          ref: %{branch}
          path: platform
          persist-credentials: false
      - uses: %{setup_python}
        with:
          python-version: "3.13"
      - uses: %{credentials}
        with:
          role-to-assume: arn:%{partition}:iam::${{ inputs.account }}:role/${{ env.ROLE }}
          role-session-name: ${{ inputs.team }}-${{ github.run_id }}
          aws-region: ${{ inputs.region }}
      - uses: %{pulumi}
        with:
          pulumi-version: "%{pulumi_version}"
          command: ${{ inputs.up && 'up' || 'preview' }}
          stack-name: ${{ inputs.stack }}
          work-dir: program/${{ inputs.folder }}
          policyPacks: ${{ github.workspace }}/platform/policy_packs/%{pack}
        env:
          PULUMI_ACCESS_TOKEN: ${{ secrets.PULUMI_ACCESS_TOKEN }}
          PULUMI_CONFIG_PASSPHRASE: ${{ secrets.PULUMI_CONFIG_PASSPHRASE }}
""")

_GITLAB = _Template("""\
# Keep this file as .gitlab-ci.yml of %{repository}, with a protected branch deploy/<team> for each team, to which only
# that team may merge. A team's pipeline triggers it:
#
#   deploy:
#     trigger: {project: %{repository}, branch: deploy/payments, strategy: depend}
#     variables: {TEAM: payments, PROJECT: $CI_PROJECT_PATH, REF: $CI_COMMIT_SHA, STACK: payments.production,
#                 ACCOUNT: "111122223333", AWS_REGION: eu-west-1, COMMAND: up}
#
# The roles landing-zone-pipeline-<team> trust the jobs of this project on that branch and no others, so
# nobody can leave the packs out.
workflow:
  rules:
    - if: $CI_COMMIT_REF_PROTECTED == "true" && $CI_COMMIT_BRANCH =~ /^deploy\\//
variables:
  FOLDER: "."
  COMMAND: preview
deploy:
  image: pulumi/pulumi-python:%{pulumi_version}
  resource_group: $STACK
  timeout: 2 hours
  id_tokens:
    AWS_TOKEN:
      aud: sts.amazonaws.com
  rules:
    - if: $COMMAND == "preview" || $COMMAND == "up"
  script:
    - printf %%s "$AWS_TOKEN" > "$CI_PROJECT_DIR/../aws-token"
    - export AWS_WEB_IDENTITY_TOKEN_FILE="$CI_PROJECT_DIR/../aws-token"
    - if [ "$COMMAND" = up ]; then STAGE=pipeline; else STAGE=plan; fi
    - export AWS_ROLE_ARN="arn:%{partition}:iam::$ACCOUNT:role/landing-zone-$STAGE-$TEAM"
    - git clone "https://gitlab-ci-token:$CI_JOB_TOKEN@$CI_SERVER_HOST/$PROJECT.git" ../program
    - git -C ../program checkout --detach "$REF"
    - cd "../program/$FOLDER"
    - pulumi stack select "$STACK"
    - if [ "$COMMAND" = up ]; then set -- up --yes; else set -- preview; fi
    - pulumi "$@" --non-interactive --policy-pack "$CI_PROJECT_DIR/policy_packs/%{pack}"
""")

PLATFORMS = {"github": _GITHUB, "gitlab": _GITLAB}


def workflow(
    platform: str, repository: str, *, branch: str = "main", pack: str = "guardrails", partition: str = "aws"
) -> str:
    """The pipeline's file for one of the platforms.

    repository: the platform team's, which holds the packs, such as anycompany/landing-zone.
    """
    return PLATFORMS[platform].substitute(
        _ACTIONS, repository=repository, branch=branch, pack=pack, partition=partition, pulumi_version=_PULUMI
    )
