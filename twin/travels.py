"""What a rehearsal proves of findings: they travel from Security Hub to people who can be reached."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from organizations.model import Organization

from .evaluator import Policies, Principal, PrincipalKind, Request, evaluate
from .graph import Graph, Node
from .proofs import Proof

_RULE = "aws:cloudwatch/eventRule:EventRule"
_TARGET = "aws:cloudwatch/eventTarget:EventTarget"
_POLICY = "aws:sns/topicPolicy:TopicPolicy"
_SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
_PRACTICES = ("automation.security-hub-guardduty", "iam.access-analyzer")


def finding(account: str, region: str, severity: str, **changed: Any) -> dict[str, Any]:
    """The event of a sample finding of GuardDuty, as Security Hub sends it to EventBridge.

    Source: Security Hub user guide, "EventBridge event formats for Security Hub".
    """
    found = {
        "Id": f"arn:aws:guardduty:{region}:{account}:detector/sample/finding/sample",
        "ProductName": "GuardDuty",
        "AwsAccountId": account,
        "Region": region,
        "Title": "Credentials of an instance were used from outside",
        "Severity": {"Label": severity.upper()},
        "Workflow": {"Status": "NEW"},
        "RecordState": "ACTIVE",
        "Resources": [{"Type": "AwsEc2Instance", "Id": f"arn:aws:ec2:{region}:{account}:instance/i-0123456789abcdef0"}],
        **changed,
    }
    return {
        "source": "aws.securityhub",
        "detail-type": "Security Hub Findings - Imported",
        "account": account,
        "region": region,
        "detail": {"findings": [found]},
    }


def told(graph: Graph, event: Mapping[str, Any], account: str, region: str) -> dict[str, str]:
    """Who hears of an event in an account and region, by topic: addresses, or why nobody does."""
    heard: dict[str, str] = {}
    rules, targets = (
        [node for node in graph.of_type(token) if (node.account, node.region) == (account, region)]
        for token in (_RULE, _TARGET)
    )
    for rule in rules:
        if matches(json.loads(rule.inputs.get("eventPattern") or "null"), event):
            for target in targets:
                if target.inputs["rule"] == rule.inputs["name"]:
                    heard[target.inputs["arn"]] = _people(graph, rule, target.inputs["arn"])
    return heard


def matches(pattern: Any, event: Any) -> bool:
    """Whether EventBridge would pick the event; an array in it matches when one of its items does, which moto lacks.

    Source: EventBridge user guide, "Creating event patterns", "Matching on arrays".

    Raises:
        ValueError: the pattern compares in another way than by whole values and prefixes.
    """
    if isinstance(event, list):
        return any(matches(pattern, item) for item in event)
    if isinstance(pattern, Mapping):
        return isinstance(event, Mapping) and all(matches(wanted, event.get(name)) for name, wanted in pattern.items())
    return any(_equals(wanted, event) for wanted in pattern or ())


def _equals(wanted: Any, value: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return bool(wanted == value)
    if set(wanted) == {"prefix"}:
        return isinstance(value, str) and value.startswith(wanted["prefix"])
    raise ValueError(f"got a pattern with {', '.join(wanted)}, expected whole values or a prefix")


def _people(graph: Graph, rule: Node, topic: str) -> str:
    policy = next((node.inputs["policy"] for node in graph.of_type(_POLICY) if node.inputs["arn"] == topic), None)
    service = Principal("events.amazonaws.com", "", PrincipalKind.SERVICE)
    on_behalf = {"aws:SourceArn": rule.outputs["arn"], "aws:SourceAccount": rule.account}
    request = Request(service, "sns:Publish", topic, rule.account, on_behalf, rule.region)
    decision = evaluate(request, Policies(resource=policy))
    if not decision.allowed:
        return f"nobody: {decision.reason}"
    emails = [node.inputs["endpoint"] for node in graph.of_type(_SUBSCRIPTION) if node.inputs["topic"] == topic]
    return ", ".join(emails) or "nobody: the topic has no subscription"


def findings_reach_people(organization: Organization, graph: Graph) -> Iterator[Proof]:
    """A sample finding of each severity, in each account, reaches those who are to be told, and nobody else."""
    accounts = {node.inputs["name"]: node.id for node in graph.of_type("aws:organizations/account:Account")}
    security, region = accounts.get(organization.foundation.security), organization.home_region
    if not security or not any(rule.account == security for rule in graph.of_type(_RULE)):
        # This stack is another layer's.
        return
    severities = organization.notifications.told(organization.contacts.security.email)
    for name, account in accounts.items():
        for severity, emails in severities.items():
            heard = told(graph, finding(account, region, severity), security, region)
            seen = "; ".join(f"{topic.rpartition(':')[2]}: {people}" for topic, people in heard.items()) or "no rule"
            held = list(heard.values()) == [", ".join(emails)]
            yield Proof(f"a {severity} finding reaches people", name, _PRACTICES, held, seen)
        suppressed = told(
            graph, finding(account, region, "critical", Workflow={"Status": "SUPPRESSED"}), security, region
        )
        yield Proof("a suppressed finding reaches nobody", name, _PRACTICES, not suppressed, json.dumps(suppressed))
