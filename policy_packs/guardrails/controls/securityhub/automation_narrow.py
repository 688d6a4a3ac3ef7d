"""Security Hub suppresses no findings by a rule that could hide an attack."""

from collections.abc import Iterator, Mapping

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_RULE = "aws:securityhub/automationRule:AutomationRule"

# What says which thing, or which check, is meant, and not just how bad it is or who found it.
_NARROW = (
    "awsAccountIds",
    "awsAccountNames",
    "complianceSecurityControlIds",
    "generatorIds",
    "ids",
    "resourceApplicationArns",
    "resourceApplicationNames",
    "resourceDetailsOthers",
    "resourceIds",
    "resourceTags",
    "titles",
    "types",
)


def _suppresses(rule: Resource) -> bool:
    return any(
        action.block("findingFieldsUpdate").block("workflow").text("status") == "SUPPRESSED"
        for action in rule.blocks("actions")
    )


def _check(rule: Resource) -> Iterator[str]:
    criteria = rule.block("criteria")
    said = sorted(criteria.names())
    # One that leaves something out takes all the rest.
    narrow = any(not item.text("comparison").startswith("NOT") for name in _NARROW for item in criteria.blocks(name))
    if not narrow and _suppresses(rule):
        yield f"real findings are suppressed unseen; got criteria by {said}, expected a resource or a control besides"


def _rule(criteria: Mapping[str, object], status: str = "SUPPRESSED") -> Given:
    action = {"type": "FINDING_FIELDS_UPDATE", "findingFieldsUpdate": {"workflow": {"status": status}}}
    given = {"ruleName": "quiet", "description": "quiet", "ruleOrder": 1, "actions": [action], "criteria": criteria}
    return Given(_RULE, given)


_LOW = {"severityLabels": [{"comparison": "EQUALS", "value": "LOW"}]}

CONTROL = Control(
    id="securityhub.automation-narrow",
    title="Security Hub suppresses no findings by a rule that could hide an attack",
    practices=("automation.security-hub-guardduty",),
    severity=Severity.MEDIUM,
    why="What is suppressed on arrival reaches nobody, and the rule stays when its reason is gone.",
    fix="name the resource, the account or the control that the rule is about",
    rules=(ResourceRule((_RULE,), _check),),
    good=(
        *(example(name, _rule(_LOW | {name: [{"comparison": "EQUALS", "value": "a"}]})) for name in _NARROW),
        example("a rule that suppresses nothing", _rule(_LOW, "NOTIFIED")),
    ),
    bad=(
        example("everything of low severity", _rule(_LOW)),
        example("all of one product", _rule({"productNames": [{"comparison": "EQUALS", "value": "GuardDuty"}]})),
        example("all but one resource", _rule({"resourceIds": [{"comparison": "NOT_EQUALS", "value": "a"}]})),
        example("no criterion", _rule({})),
    ),
)
