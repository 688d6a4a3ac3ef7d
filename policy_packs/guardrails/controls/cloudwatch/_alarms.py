"""Controls that ask for an alarm on the calls that a trail sends to CloudWatch Logs.

A filter's pattern is read, and must match each of some sample events and none of some others, so that it doesn't
matter how it is written. Several filters may share the work. A rule of EventBridge for the same calls counts too.
Sources: CIS AWS Foundations Benchmark 3.0, section 4; CloudTrail user guide, "CloudTrail record contents".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._frameworks import Framework, Tool
from .._model import Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._patterns import Event, Test, Unreadable, parsed

TRAIL = "aws:cloudtrail/trail:Trail"
GROUP = "aws:cloudwatch/logGroup:LogGroup"
FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
RULE = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"

# What events of trails have, and those of other logs hardly.
_FIELDS = ("$.additionalEventData", "$.errorCode", "$.errorMessage", "$.event", "$.responseElements", "$.userIdentity")


@dataclass(frozen=True)
class Calls:
    """The events that an alarm must hear of, each by a name, and some that it must not."""

    wanted: Mapping[str, Event]
    unwanted: Sequence[Event]
    names: frozenset[str] = frozenset()


def calls(service: str, names: str) -> Calls:
    """Calls of a service, by their names."""
    source = f"{service}.amazonaws.com"
    wanted = {name: {"eventSource": source, "eventName": name} for name in names.split()}
    return Calls(wanted, [{"eventSource": source, "eventName": "DescribeSomething"}], frozenset(wanted))


@dataclass(frozen=True)
class _Watch:
    """A metric filter of the stack that is about a trail's events: what it matches, and whether an alarm hears it."""

    filter: Resource
    test: Test
    is_heard: bool


def _watches(stack: Stack) -> list[_Watch]:
    """The stack's metric filters about events of trails.

    Raises:
        Undecided: a pattern, or the metric of an alarm, is not known.
    """
    found = []
    for filter in stack.of_type(FILTER):
        pattern = filter.text("pattern")
        if any(field in pattern for field in _FIELDS):
            try:
                test = parsed(pattern)
            except Unreadable:
                continue
            found.append(_Watch(filter, test, _is_heard(filter, stack)))
    return found


def _is_heard(filter: Resource, stack: Stack) -> bool:
    """Whether an alarm watches the metric of the filter: it names the metric, or refers to the filter for its name."""
    return bool(_alarmed(stack, filter.block("metricTransformation").text("name"))) or bool(
        stack.sidecars(filter, ALARM, by="metricName")
    )


def _alarmed(stack: Stack, metric: str) -> list[Resource]:
    return stack.once(_alarms_by_metric).get(metric, [])


def _alarms_by_metric(stack: Stack) -> dict[str, list[Resource]]:
    found: dict[str, list[Resource]] = {}
    for alarm in stack.of_type(ALARM):
        if alarm.is_known("metricName"):
            found.setdefault(alarm.text("metricName"), []).append(alarm)
    return found


def _routed_names(stack: Stack) -> frozenset[str]:
    """The names of the calls that a rule of EventBridge sends somewhere."""
    names: set[str] = set()
    for rule in stack.of_type(RULE):
        detail = (rule.json("eventPattern") or {}).get("detail")
        listed = detail.get("eventName") if isinstance(detail, Mapping) else None
        if isinstance(listed, list) and stack.sidecars(rule, TARGET, by="rule"):
            names.update(name for name in listed if isinstance(name, str))
    return frozenset(names)


def alarm(
    *,
    id: str,
    title: str,
    about: Calls,
    why: str,
    pattern: str,
    frameworks: Mapping[Framework, tuple[str, ...]],
    trivy: str,
    hub: str = "",
    bad_patterns: Sequence[str] = (),
) -> Control:
    """A control that asks for an alarm on the calls.

    It judges stacks that watch a trail: that hold a trail and its log group, or metric filters about a trail's events.
    Where there are such filters, the one that is about these calls is to blame, or else the first.

    pattern: one that does it, for the examples. bad_patterns: some that don't.
    """

    def matched(watch: _Watch) -> set[str]:
        if any(watch.test(event) for event in about.unwanted):
            return set()
        return {name for name, event in about.wanted.items() if watch.test(event)}

    def missing(stack: Stack) -> list[str]:
        heard: set[str] = set()
        for watch in stack.once(_watches):
            if watch.is_heard:
                heard |= matched(watch)
        left = [name for name in about.wanted if name not in heard]
        routed = stack.once(_routed_names) if left and about.names else frozenset()
        return [name for name in left if name not in routed]

    def blamed(stack: Stack) -> str:
        """The URN of the filter to blame; empty when the stack has none."""
        watches = stack.once(_watches)
        closest = max(watches, key=lambda watch: sum(map(watch.test, about.wanted.values())), default=None)
        return closest.filter.urn if closest else ""

    def message(left: Sequence[str]) -> str:
        shown = ", ".join(left[:4]) + (f" and {len(left) - 4} more" if len(left) > 4 else "")
        return f"nobody hears of such calls; got no alarm on {shown}, expected a metric filter with an alarm"

    def check_trail(trail: Resource, stack: Stack) -> Iterator[str]:
        groups = stack.targets(trail, "cloudWatchLogsGroupArn", GROUP) if "cloudWatchLogsGroupArn" in trail else []
        if groups and not stack.once(blamed) and (left := stack.once(missing)):
            yield message(left)

    def check_filter(filter: Resource, stack: Stack) -> Iterator[str]:
        if stack.once(blamed) == filter.urn and (left := stack.once(missing)):
            yield message(left)

    return Control(
        id=id,
        title=title,
        practices=("logging.cloudtrail", "logging.cloudwatch"),
        severity=Severity.LOW,
        why=why,
        fix="add a metric filter for these calls to the log group of the trail, and an alarm on its metric",
        rules=(StackRule((TRAIL,), check_trail), StackRule((FILTER,), check_filter)),
        detection=(SecurityHubControl(hub),) if hub else (),
        tier=Tier.REGULATED,
        frameworks=frameworks,
        equivalents={Tool.TRIVY: (trivy,)} | ({Tool.SECURITY_HUB: (hub,)} if hub else {}),
        good=(
            example("an alarm on a filter's metric", *_TRAIL, _filter(pattern), _alarm()),
            example("an alarm that refers to the filter", _filter(pattern), _alarm(Ref("filter", "name"))),
            example("no trail", Given(GROUP, {"name": "orders"})),
            example("a filter about something else", _filter('{ $.latency = "high" }')),
            example("a filter of plain text", _filter("ERROR $.eventName")),
            example("a trail that is sent nowhere", Given(TRAIL, {"s3BucketName": "archive"})),
            *(_routed_examples(about)[:1]),
        ),
        bad=(
            example("a trail and its log group, nothing else", *_TRAIL),
            example("no alarm", *_TRAIL, _filter(pattern)),
            example("the alarm of another metric", _filter(pattern), _alarm("other")),
            example("an alarm on other calls", _filter('{ $.eventName = "RunInstances" }'), _alarm()),
            *(example(f"too wide or too narrow: {bad}", _filter(bad), _alarm()) for bad in bad_patterns),
            *(_routed_examples(about)[1:]),
        ),
    )


def _filter(pattern: str) -> Given:
    metric = {"name": "calls", "namespace": "Trail", "value": "1"}
    given = {"name": "calls", "logGroupName": "trail", "pattern": pattern, "metricTransformation": metric}
    return Given(FILTER, given, name="filter")


def _alarm(metric: object = "calls") -> Given:
    given = {"metricName": metric, "namespace": "Trail", "comparisonOperator": "GreaterThanThreshold"}
    return Given(ALARM, given | {"evaluationPeriods": 1, "threshold": 0}, name="alarm")


_TRAIL = (
    Given(GROUP, {"name": "trail"}, name="group"),
    Given(TRAIL, {"s3BucketName": "archive", "cloudWatchLogsGroupArn": Ref("group", "arn")}, name="trail"),
)


def _routed_examples(about: Calls) -> list[Any]:
    if not about.names:
        return []
    pattern = {"detail-type": ["AWS API Call via CloudTrail"], "detail": {"eventName": sorted(about.names)}}
    fewer = {"detail": {"eventName": sorted(about.names)[1:]}}
    target = Given(TARGET, {"rule": Ref("rule", "name"), "arn": "arn:aws:sns:us-east-1:111122223333:a"}, name="target")

    def rule(pattern: Mapping[str, Any]) -> Given:
        return Given(RULE, {"name": "calls", "eventPattern": pattern}, name="rule")

    return [
        example("a rule of EventBridge", *_TRAIL, rule(pattern), target),
        example("a rule of EventBridge without a target", *_TRAIL, rule(pattern)),
        example("a rule of EventBridge for all but one", *_TRAIL, rule(fewer), target),
        example("a rule of EventBridge for a service", *_TRAIL, rule({"source": ["aws.ec2"]}), target),
        example("a rule of EventBridge with a wrong pattern", *_TRAIL, rule({"detail": ["a"]}), target),
    ]
