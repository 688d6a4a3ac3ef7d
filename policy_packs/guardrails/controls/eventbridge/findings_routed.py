"""Rules about findings are on and reach somebody."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, ResourceRule, Severity, StackRule, Tier, example
from .._resources import Resource, Stack

_RULE = "aws:cloudwatch/eventRule:EventRule"
_TARGET = "aws:cloudwatch/eventTarget:EventTarget"
_SOURCES = ("aws.access-analyzer", "aws.guardduty", "aws.inspector2", "aws.macie", "aws.securityhub")


def _is_about_findings(rule: Resource) -> bool:
    sources = (rule.json("eventPattern") or {}).get("source")
    return isinstance(sources, list) and any(source in sources for source in _SOURCES)


def _check_state(rule: Resource) -> Iterator[str]:
    is_off = rule.text("state") == "DISABLED" or not rule.flag("isEnabled", default=True)
    if is_off and _is_about_findings(rule):
        yield "findings reach nobody; got a rule that is disabled, expected state ENABLED"


def _check_target(rule: Resource, stack: Stack) -> Iterator[str]:
    if _is_about_findings(rule) and not stack.sidecars(rule, _TARGET, by="rule"):
        yield "findings reach nobody; got a rule without an EventTarget, expected one"


def _rule(source: str = "aws.guardduty", **inputs: object) -> Given:
    return Given(_RULE, {"name": "findings", "eventPattern": {"source": [source]}, **inputs}, name="rule")


def _target(rule: object) -> Given:
    topic = "arn:aws:sns:us-east-1:111122223333:findings"
    return Given(_TARGET, {"rule": rule, "arn": topic}, name="target")


_ROUTED = _target(Ref("rule", "name"))

CONTROL = Control(
    id="eventbridge.findings-routed",
    title="Rules about findings are on and reach somebody",
    practices=("automation.security-hub-guardduty", "response.plan"),
    severity=Severity.HIGH,
    why="A finding that nobody is told of waits in a list until somebody happens to look.",
    fix="set state to ENABLED and give the rule an EventTarget, such as a topic",
    rules=(ResourceRule((_RULE,), _check_state), StackRule((_RULE,), _check_target)),
    tier=Tier.MINIMAL,
    good=(
        *(example(source, _rule(source), _ROUTED) for source in _SOURCES),
        example("said to be on", _rule(state="ENABLED"), _ROUTED),
        example("on, in the older way", _rule(isEnabled=True), _ROUTED),
        example("by name", _rule(), _target("findings")),
        example("about something else", _rule("aws.ec2", state="DISABLED")),
        example("a schedule", Given(_RULE, {"scheduleExpression": "rate(1 day)", "state": "DISABLED"})),
        example("a pattern that says what it is not", _rule(eventPattern={"source": [{"prefix": "aws.ec"}]})),
    ),
    bad=(
        example("off", _rule(state="DISABLED"), _ROUTED),
        example("off, in the older way", _rule(isEnabled=False), _ROUTED),
        *(example(f"{source}, no target", _rule(source)) for source in _SOURCES),
        example("the target of another rule", _rule(), _target("other")),
    ),
)
