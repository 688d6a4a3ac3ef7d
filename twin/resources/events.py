"""Amazon EventBridge: rules and where they send events to. In the provider it stands in CloudWatch's module."""

from __future__ import annotations

from typing import Any

from ..handlers import Place, Properties, Put, as_asked, conform, tag_list, unless_gone

_GONE = "ResourceNotFoundException"
_BUS = "default"


def _id(bus: str | None, *names: str) -> str:
    """The provider names the bus in front, unless it is the default one."""
    return "/".join(names if bus in (None, _BUS) else (str(bus), *names))


class EventRule(Put):
    token = "aws:cloudwatch/eventRule:EventRule"
    replaces = frozenset(("eventBusName", "name", "namePrefix", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        return self.put(at, inputs), {"arn": self._live(at, inputs)["Arn"]}

    def put(self, at: Place, inputs: Properties) -> str:
        request = conform(inputs, "events", "PutRule")
        at.client("events").put_rule(**{**request, "Tags": tag_list(inputs)})
        return _id(inputs.get("eventBusName"), inputs["name"])

    def _live(self, at: Place, inputs: Properties) -> dict[str, Any]:
        bus = inputs.get("eventBusName") or _BUS
        return dict(at.client("events").describe_rule(Name=inputs["name"], EventBusName=bus))

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = unless_gone(lambda: self._live(at, inputs), _GONE)
        names = ("description", "eventPattern", "name", "scheduleExpression", "state")
        return as_asked(live, {name: inputs.get(name) for name in names}) if live else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("events").delete_rule(Name=outputs["name"], EventBusName=outputs.get("eventBusName") or _BUS)


class EventTarget(Put):
    token = "aws:cloudwatch/eventTarget:EventTarget"
    replaces = frozenset(("eventBusName", "region", "rule", "targetId"))

    def put(self, at: Place, inputs: Properties) -> str:
        bus = inputs.get("eventBusName") or _BUS
        target = conform(
            {"targets": [{**inputs, "id": inputs["targetId"]}]},
            "events",
            "PutTargets",
            rename={"inputPaths": "InputPathsMap", "deadLetterConfig": "DeadLetterConfig"},
        )["Targets"]
        at.client("events").put_targets(Rule=inputs["rule"], EventBusName=bus, Targets=target)
        return _id(inputs.get("eventBusName"), inputs["rule"], inputs["targetId"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        bus = inputs.get("eventBusName") or _BUS
        answer = unless_gone(
            lambda: at.client("events").list_targets_by_rule(Rule=inputs["rule"], EventBusName=bus), _GONE
        )
        live = next((each for each in (answer or {}).get("Targets", ()) if each["Id"] == inputs["targetId"]), None)
        asked = {name: inputs.get(name) for name in ("arn", "deadLetterConfig", "inputTransformer", "roleArn")}
        return as_asked(live, asked, {"inputPaths": "InputPathsMap"}) if live else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        bus = outputs.get("eventBusName") or _BUS
        at.client("events").remove_targets(Rule=outputs["rule"], EventBusName=bus, Ids=[outputs["targetId"]])
