"""Repositories ask for an approval before a change is merged."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack

_REPOSITORY = "aws:codecommit/repository:Repository"
_ASSOCIATION = "aws:codecommit/approvalRuleTemplateAssociation:ApprovalRuleTemplateAssociation"


def _check(repository: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(repository, _ASSOCIATION, by="repositoryName"):
        yield "who may push merges alone; got no ApprovalRuleTemplateAssociation, expected one for the repository"


_WEB = Given(_REPOSITORY, {"repositoryName": "web"}, name="web")


def _association(repository: object) -> Given:
    return Given(_ASSOCIATION, {"approvalRuleTemplateName": "main", "repositoryName": repository}, name="main")


CONTROL = Control(
    id="codecommit.approvals-asked",
    title="Repositories ask for an approval before a change is merged",
    practices=("application.secure-coding",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Without an approval, one stolen account changes what is deployed, and nobody else sees it.",
    fix="add an ApprovalRuleTemplateAssociation for the repository",
    rules=(StackRule((_REPOSITORY,), _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_37",)},
    good=(example("asked", _WEB, _association(Ref("web", "repositoryName"))),),
    bad=(
        example("everything omitted", Given(_REPOSITORY)),
        example("asked for another repository", _WEB, _association("bank")),
    ),
)
