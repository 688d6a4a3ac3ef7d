"""Access analyzers look at the whole organization."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_ANALYZER = "aws:accessanalyzer/analyzer:Analyzer"


def _check(analyzer: Resource) -> Iterator[str]:
    type = analyzer.text("type", default="ACCOUNT")
    if not type.startswith("ORGANIZATION"):
        yield (
            f"access from the organization's other accounts counts as external, and theirs isn't analyzed; "
            f"got type {type}, expected ORGANIZATION or ORGANIZATION_UNUSED_ACCESS"
        )


def _given(**inputs: str) -> Given:
    return Given(_ANALYZER, {"analyzerName": "external", **inputs})


CONTROL = Control(
    id="iam.analyzer-organization-wide",
    title="Access analyzers look at the whole organization",
    practices=("iam.access-analyzer", "compliance.access-audit"),
    severity=Severity.MEDIUM,
    why="An analyzer of one account can't tell a colleague's account from a stranger's.",
    fix="set type to ORGANIZATION in the account that administers the analyzers",
    rules=(ResourceRule((_ANALYZER,), _check),),
    guardrails=(
        Guardrail(
            sid="DenyDeletionOfAnalyzers",
            actions=("access-analyzer:DeleteAnalyzer", "access-analyzer:UpdateAnalyzer"),
        ),
    ),
    detection=(ConfigRule("IAM_EXTERNAL_ACCESS_ANALYZER_ENABLED"), SecurityHubControl("IAM.28")),
    frameworks={Framework.CIS_3_0: ("1.20",), Framework.CIS_5_0: ("1.19",), Framework.CIS_7_0: ("2.18",)},
    good=(
        example("external access", _given(type="ORGANIZATION")),
        example("unused access", _given(type="ORGANIZATION_UNUSED_ACCESS")),
        example("internal access", _given(type="ORGANIZATION_INTERNAL_ACCESS")),
    ),
    bad=(
        example("everything omitted but the name", _given()),
        example("one account", _given(type="ACCOUNT")),
        example("unused access of one account", _given(type="ACCOUNT_UNUSED_ACCESS")),
    ),
)
