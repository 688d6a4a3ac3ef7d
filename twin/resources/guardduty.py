"""Amazon GuardDuty: detectors, their protections, and what the organization's accounts get by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..handlers import (
    Handler,
    Place,
    Properties,
    Put,
    TwinError,
    check_request,
    conform,
    provider_spelling,
    tags,
    unless_gone,
)

_SINGULAR = {"additionalConfigurations": "additionalConfiguration"}


def _detector(at: Place, id: str) -> Properties:
    """The detector of an id; empty when there is none."""
    get = at.client("guardduty").get_detector
    return unless_gone(lambda: dict(get(DetectorId=id)), "BadRequestException") or {}


def _feature(features: Iterable[Any], name: str) -> Properties | None:
    """The feature of a name in the provider's spelling."""
    for feature in features:
        if feature["Name"] == name:
            additional = [provider_spelling(item) for item in feature.get("AdditionalConfiguration", ())]
            spelled = provider_spelling(feature, "Name", "Status", "AutoEnable")
            return {**spelled, "additionalConfigurations": additional}
    return None


class Detector(Handler):
    token = "aws:guardduty/detector:Detector"
    replaces = frozenset(("region",))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        client = at.client("guardduty")
        if already := client.list_detectors()["DetectorIds"]:
            raise TwinError(f"{at.account} has the detector {already[0]} in {at.region}; AWS allows one; import it")
        # The provider's default is on, the call has none.
        request = conform({"enable": True, **inputs, "tags": tags(inputs)}, "guardduty", "CreateDetector")
        id = client.create_detector(**request)["DetectorId"]
        return id, {"accountId": at.account, "arn": at.arn("guardduty", f"detector/{id}")}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        detector = _detector(at, id)
        if not detector:
            return None
        return {
            **provider_spelling(detector, "FindingPublishingFrequency"),
            "enable": detector["Status"] == "ENABLED",
            "tagsAll": detector["Tags"],
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        request = conform({"enable": True, **inputs, "detectorId": id}, "guardduty", "UpdateDetector")
        at.client("guardduty").update_detector(**request)
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("guardduty").delete_detector(DetectorId=id)


class DetectorFeature(Put):
    token = "aws:guardduty/detectorFeature:DetectorFeature"
    replaces = frozenset(("detectorId", "name", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        asked = {"detectorId": inputs["detectorId"], "features": [inputs]}
        request = conform(asked, "guardduty", "UpdateDetector", rename=_SINGULAR)
        check_request("guardduty", "UpdateDetector", request)
        # moto takes a call's features for all of them, AWS for those to change.
        held = _detector(at, inputs["detectorId"]).get("Features", ())
        request["Features"] += [feature for feature in held if feature["Name"] != inputs["name"]]
        at.client("guardduty").update_detector(**request)
        return f"{inputs['detectorId']}/{inputs['name']}"

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        detector, _, name = id.partition("/")
        return _feature(_detector(at, detector).get("Features", ()), name)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        """The provider leaves the feature as it is."""


class OrganizationConfiguration(Put):
    token = "aws:guardduty/organizationConfiguration:OrganizationConfiguration"
    replaces = frozenset(("detectorId", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        request = conform(inputs, "guardduty", "UpdateOrganizationConfiguration")
        at.client("guardduty").update_organization_configuration(**request)
        return str(inputs["detectorId"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        live = at.client("guardduty").describe_organization_configuration(DetectorId=id)
        return {"detectorId": id, **provider_spelling(live, "AutoEnableOrganizationMembers")}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        """The provider leaves the configuration as it is."""


class OrganizationConfigurationFeature(Put):
    token = "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature"
    replaces = frozenset(("additionalConfigurations", "detectorId", "name", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        client, detector = at.client("guardduty"), inputs["detectorId"]
        # As the provider does: the call wants the setting for members again.
        held = client.describe_organization_configuration(DetectorId=detector)["AutoEnableOrganizationMembers"]
        asked = {"detectorId": detector, "autoEnableOrganizationMembers": held, "features": [inputs]}
        request = conform(asked, "guardduty", "UpdateOrganizationConfiguration", rename=_SINGULAR)
        check_request("guardduty", "UpdateOrganizationConfiguration", request)
        client.update_organization_configuration(**request)
        return f"{detector}/{inputs['name']}"

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        detector, _, name = id.partition("/")
        live = at.client("guardduty").describe_organization_configuration(DetectorId=detector)
        return _feature(live["Features"], name)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        """The provider leaves the feature as it is."""
