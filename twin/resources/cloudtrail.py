"""AWS CloudTrail."""

from __future__ import annotations

from ..handlers import Handler, Place, Properties, as_asked, conform, tag_list, unless_gone

_RENAMED = {
    "cloudWatchLogsGroupArn": "CloudWatchLogsLogGroupArn",
    "endsWiths": "EndsWith",
    "notEndsWiths": "NotEndsWith",
    "notStartsWiths": "NotStartsWith",
    "startsWiths": "StartsWith",
}
# Inputs of the provider, and where AWS's answer has them.
_ANSWERED = {
    "name": "Name",
    "s3BucketName": "S3BucketName",
    "s3KeyPrefix": "S3KeyPrefix",
    "kmsKeyId": "KmsKeyId",
    "isMultiRegionTrail": "IsMultiRegionTrail",
    "isOrganizationTrail": "IsOrganizationTrail",
    "includeGlobalServiceEvents": "IncludeGlobalServiceEvents",
    "enableLogFileValidation": "LogFileValidationEnabled",
    "cloudWatchLogsGroupArn": "CloudWatchLogsLogGroupArn",
    "cloudWatchLogsRoleArn": "CloudWatchLogsRoleArn",
}


class Trail(Handler):
    token = "aws:cloudtrail/trail:Trail"
    replaces = frozenset(("name", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        request = conform(inputs, "cloudtrail", "CreateTrail", rename=_RENAMED)
        id = at.client("cloudtrail").create_trail(**request, TagsList=tag_list(inputs))["TrailARN"]
        self._record(at, id, inputs)
        return id, {"arn": id, "homeRegion": at.region}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        client = at.client("cloudtrail")
        trail = unless_gone(lambda: client.get_trail(Name=id)["Trail"], "TrailNotFoundException")
        if trail is None:
            return None
        selectors = {**client.get_event_selectors(TrailName=id), **client.get_insight_selectors(TrailName=id)}
        asked = {
            name: inputs.get(name) or [] for name in ("eventSelectors", "advancedEventSelectors", "insightSelectors")
        }
        return {
            **{name: trail.get(member) for name, member in _ANSWERED.items()},
            **as_asked(selectors, asked, _RENAMED),
            "enableLogging": client.get_trail_status(Name=id)["IsLogging"],
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        request = conform(inputs, "cloudtrail", "UpdateTrail", rename=_RENAMED)
        at.client("cloudtrail").update_trail(**{**request, "Name": id})
        self._record(at, id, inputs)
        return {}

    def _record(self, at: Place, id: str, inputs: Properties) -> None:
        """Send what the provider sends after the trail itself: what it records, and whether it does."""
        client = at.client("cloudtrail")
        if inputs.get("eventSelectors") or inputs.get("advancedEventSelectors"):
            request = conform(inputs, "cloudtrail", "PutEventSelectors", rename=_RENAMED)
            client.put_event_selectors(TrailName=id, **request)
        wanted = conform(inputs, "cloudtrail", "PutInsightSelectors").get("InsightSelectors", [])
        live = client.get_insight_selectors(TrailName=id).get("InsightSelectors", [])
        # moto appends what AWS replaces.
        if missing := [selector for selector in wanted if selector not in live]:
            client.put_insight_selectors(TrailName=id, InsightSelectors=missing)
        if inputs.get("enableLogging", True):
            client.start_logging(Name=id)
        else:
            client.stop_logging(Name=id)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        # moto knows the trail by its name here, and by its ARN everywhere else.
        at.client("cloudtrail").delete_trail(Name=id.rpartition("/")[2])
