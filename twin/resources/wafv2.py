"""AWS WAF: web ACLs, their logs, and what they protect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..handlers import Handler, Place, Properties, Put, TwinError, as_asked, conform, tag_list, tags, unless_gone

_GONE = "WAFNonexistentItemException"

# Source: AWS WAF developer guide, "Logging destinations".
_LOGS_PREFIX = "aws-waf-logs-"


class WebAcl(Handler):
    token = "aws:wafv2/webAcl:WebAcl"
    replaces = frozenset(("name", "namePrefix", "region", "scope"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        request = conform(inputs, "wafv2", "CreateWebACL")
        if tags(inputs):
            request["Tags"] = tag_list(inputs)
        summary = at.client("wafv2").create_web_acl(**request)["Summary"]
        return summary["Id"], {"arn": summary["ARN"]}

    def _found(self, at: Place, id: str, inputs: Properties) -> Any:
        request = {"Name": inputs["name"], "Scope": inputs["scope"], "Id": id}
        return unless_gone(lambda: at.client("wafv2").get_web_acl(**request), _GONE)

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        found = self._found(at, id, inputs)
        if found is None:
            return None
        live = found["WebACL"]
        attached = at.client("wafv2").list_tags_for_resource(ResourceARN=live["ARN"])["TagInfoForResource"]
        names = ("defaultAction", "description", "name", "rules", "visibilityConfig")
        return {
            **as_asked(live, {name: inputs.get(name) for name in names}),
            "arn": live["ARN"],
            "tagsAll": {tag["Key"]: tag["Value"] for tag in attached["TagList"]},
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        found = self._found(at, id, inputs)
        request = conform({"rules": [], **inputs}, "wafv2", "UpdateWebACL")
        at.client("wafv2").update_web_acl(**request, Id=id, LockToken=found["LockToken"])
        if tags(inputs):
            at.client("wafv2").tag_resource(ResourceARN=found["WebACL"]["ARN"], Tags=tag_list(inputs))
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        token = self._found(at, id, outputs)["LockToken"]
        at.client("wafv2").delete_web_acl(Name=outputs["name"], Scope=outputs["scope"], Id=id, LockToken=token)


class WebAclLoggingConfiguration(Put):
    token = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
    replaces = frozenset(("region", "resourceArn"))

    def put(self, at: Place, inputs: Properties) -> str:
        for arn in inputs["logDestinationConfigs"]:
            name = arn.rpartition("/")[2].rpartition(":")[2]
            if not name.startswith(_LOGS_PREFIX):
                raise TwinError(f"AWS WAF can't log there; got {arn}, expected a name that starts with {_LOGS_PREFIX}")
        at.client("wafv2").put_logging_configuration(LoggingConfiguration=self._configuration(inputs))
        return str(inputs["resourceArn"])

    def _configuration(self, inputs: Properties) -> Mapping[str, Any]:
        request = conform({"loggingConfiguration": inputs}, "wafv2", "PutLoggingConfiguration")
        return dict(request["LoggingConfiguration"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        client = at.client("wafv2")
        found = unless_gone(lambda: client.get_logging_configuration(ResourceArn=id)["LoggingConfiguration"], _GONE)
        asked = {name: value for name, value in inputs.items() if name != "region"}
        return found and as_asked(found, asked)

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("wafv2").delete_logging_configuration(ResourceArn=id)


class WebAclAssociation(Handler):
    token = "aws:wafv2/webAclAssociation:WebAclAssociation"
    replaces = frozenset(("region", "resourceArn", "webAclArn"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        acl, resource = inputs["webAclArn"], inputs["resourceArn"]
        at.client("wafv2").associate_web_acl(WebACLArn=acl, ResourceArn=resource)
        return f"{acl},{resource}", {}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        found = at.client("wafv2").get_web_acl_for_resource(ResourceArn=inputs["resourceArn"]).get("WebACL")
        return {"webAclArn": found["ARN"]} if found else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("wafv2").disassociate_web_acl(ResourceArn=outputs["resourceArn"])
