"""Amazon CloudWatch: log groups, metric filters and alarms."""

from __future__ import annotations

from ..handlers import Handler, Place, Properties, Put, check_request, conform, provider_spelling, tag_list, tags

# Inputs of the provider whose names are not the API's, and the API's.
_TRANSFORMATION = {"name": "metricName", "namespace": "metricNamespace", "value": "metricValue"}
_ALARM = {"name": "AlarmName", "okActions": "OKActions"}
_ALARM_AS_IS = (
    "ActionsEnabled",
    "AlarmActions",
    "AlarmDescription",
    "ComparisonOperator",
    "DatapointsToAlarm",
    "EvaluationPeriods",
    "ExtendedStatistic",
    "InsufficientDataActions",
    "MetricName",
    "Namespace",
    "Period",
    "Statistic",
    "Threshold",
    "TreatMissingData",
    "Unit",
)


class LogGroup(Handler):
    token = "aws:cloudwatch/logGroup:LogGroup"
    replaces = frozenset(("name", "namePrefix", "logGroupClass", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        name = inputs["name"]
        request = conform(inputs, "logs", "CreateLogGroup", rename={"name": "logGroupName"})
        at.client("logs").create_log_group(**{**request, "tags": tags(inputs)})
        self._retain(at, name, inputs)
        return name, {"arn": at.arn("logs", f"log-group:{name}")}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        groups = at.client("logs").describe_log_groups(logGroupNamePrefix=id)["logGroups"]
        group = next((group for group in groups if group["logGroupName"] == id), None)
        if group is None:
            return None
        # moto keeps neither the class nor the protection from deletion.
        return {"name": id, "kmsKeyId": group.get("kmsKeyId"), "retentionInDays": group.get("retentionInDays", 0)}

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        live = self.read(at, id, inputs) or {}
        if inputs.get("kmsKeyId") and inputs["kmsKeyId"] != live.get("kmsKeyId"):
            at.client("logs").associate_kms_key(logGroupName=id, kmsKeyId=inputs["kmsKeyId"])
        self._retain(at, id, inputs)
        return {}

    def _retain(self, at: Place, id: str, inputs: Properties) -> None:
        if days := inputs.get("retentionInDays"):
            at.client("logs").put_retention_policy(logGroupName=id, retentionInDays=int(days))
        else:
            at.client("logs").delete_retention_policy(logGroupName=id)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        if not outputs.get("skipDestroy"):
            at.client("logs").delete_log_group(logGroupName=id)


class LogMetricFilter(Put):
    token = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
    replaces = frozenset(("name", "logGroupName", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        asked = inputs["metricTransformation"]
        transformation = {_TRANSFORMATION.get(name, name): value for name, value in asked.items() if value is not None}
        if "defaultValue" in transformation:
            transformation["defaultValue"] = float(transformation["defaultValue"])
        at.client("logs").put_metric_filter(
            logGroupName=inputs["logGroupName"],
            filterName=inputs["name"],
            filterPattern=inputs["pattern"],
            metricTransformations=[transformation],
        )
        return str(inputs["name"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        group = inputs["logGroupName"]
        answer = at.client("logs").describe_metric_filters(logGroupName=group, filterNamePrefix=id)["metricFilters"]
        live = next((each for each in answer if each["filterName"] == id), None)
        if live is None:
            return None
        held = live["metricTransformations"][0]
        transformation = {name: held[member] for name, member in _TRANSFORMATION.items()}
        if "defaultValue" in held:
            transformation["defaultValue"] = f"{held['defaultValue']:g}"
        pattern = live["filterPattern"]
        return {"name": id, "logGroupName": group, "pattern": pattern, "metricTransformation": transformation}

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        # moto keeps the first filter of a name, where AWS replaces it.
        self.delete(at, id, inputs)
        return super().update(at, id, inputs)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("logs").delete_metric_filter(logGroupName=outputs["logGroupName"], filterName=id)


class MetricAlarm(Put):
    token = "aws:cloudwatch/metricAlarm:MetricAlarm"
    replaces = frozenset(("name", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        dimensions = [{"Name": name, "Value": value} for name, value in (inputs.get("dimensions") or {}).items()]
        request = conform(
            {**inputs, "dimensions": dimensions, "tags": None}, "cloudwatch", "PutMetricAlarm", rename=_ALARM
        )
        check_request("cloudwatch", "PutMetricAlarm", request)
        at.client("cloudwatch").put_metric_alarm(**request, Tags=tag_list(inputs))
        return str(inputs["name"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        alarms = at.client("cloudwatch").describe_alarms(AlarmNames=[id])["MetricAlarms"]
        if not alarms:
            return None
        live = {name: alarms[0].get(member) for name, member in _ALARM.items()}
        dimensions = {each["Name"]: each["Value"] for each in alarms[0].get("Dimensions", ())}
        return {**live, **provider_spelling(alarms[0], *_ALARM_AS_IS), "dimensions": dimensions}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("cloudwatch").delete_alarms(AlarmNames=[id])
