"""Changes are approved by more than one person."""

import json
from collections.abc import Iterator
from functools import partial

from .._frameworks import Tool
from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource

_TEMPLATE = "aws:codecommit/approvalRuleTemplate:ApprovalRuleTemplate"


def _check(template: Resource) -> Iterator[str]:
    content, least = template.json("content"), template.parameters["approvals"]
    if content is not None:
        yield from each(Block(content).blocks("Statements"), partial(_check_statement, least=least))


def _check_statement(statement: Block, least: int) -> Iterator[str]:
    needed = statement.number("NumberOfApprovalsNeeded")
    if needed < least:
        yield (
            f"too few people see a change before it is merged; got NumberOfApprovalsNeeded {needed:g}, "
            f"expected {least} or more"
        )


def _template(approvals: int) -> Given:
    statement = {"Type": "Approvers", "NumberOfApprovalsNeeded": approvals}
    content = json.dumps({"Version": "2018-11-08", "Statements": [statement]})
    return Given(_TEMPLATE, {"name": "main", "content": content})


CONTROL = Control(
    id="codecommit.two-approvals",
    title="Changes are approved by more than one person",
    practices=("application.secure-coding",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="One approval is one stolen account, or one colleague in a hurry.",
    fix="set NumberOfApprovalsNeeded to 2 or more",
    rules=(ResourceRule((_TEMPLATE,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_257",)},
    parameters={
        "approvals": Parameter(
            2, {"type": "integer", "minimum": 1, "maximum": 25, "description": "The fewest approvals that pass."}
        )
    },
    good=(
        example("everything omitted", Given(_TEMPLATE)),
        example("two", _template(2)),
        example("as few as the configuration asks for", _template(1), approvals=1),
    ),
    bad=(
        example("one", _template(1)),
        example("none", _template(0), approvals=1),
        example(
            "a statement that does not say",
            Given(_TEMPLATE, {"name": "main", "content": json.dumps({"Statements": [{"Type": "Approvers"}]})}),
        ),
    ),
)
