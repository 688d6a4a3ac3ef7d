"""GuardDuty archives no findings by a filter that could hide an attack.

Source: GuardDuty user guide, "Suppression rules": archived findings reach neither Security Hub nor EventBridge.
"""

from collections.abc import Iterator, Mapping

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_FILTER = "aws:guardduty/filter:Filter"

# What says which thing, or which caller, is meant, and not just what kind of finding.
_NARROW = ("accountId", "id", "resource.", "service.action.", "service.additionalInfo.")
# These are true of half of all findings.
_WIDE = ("resource.resourceType", "service.action.actionType")


def _is_narrow(field: str) -> bool:
    return field.startswith(_NARROW) and field not in _WIDE


def _check(filter: Resource) -> Iterator[str]:
    if filter.text("action") != "ARCHIVE":
        return
    criteria = filter.block("findingCriteria").blocks("criterions")
    # One that leaves something out takes all the rest.
    fields = [block.text("field") for block in criteria if "equals" in block or "matches" in block]
    if not any(map(_is_narrow, fields)):
        yield f"real findings are archived unseen; got criteria by {fields}, expected a resource or a caller besides"


def _filter(*criteria: Mapping[str, object], action: str = "ARCHIVE") -> Given:
    given = {"detectorId": "12abc34d567e8fa901bc2d34e56789f0", "rank": 1, "action": action}
    return Given(_FILTER, given | {"findingCriteria": {"criterions": list(criteria)}})


_TYPE = {"field": "type", "equals": ["Recon:EC2/Portscan"]}
_INSTANCE = {"field": "resource.instanceDetails.instanceId", "equals": ["i-1a2b3c4d"]}

CONTROL = Control(
    id="guardduty.filters-narrow",
    title="GuardDuty archives no findings by a filter that could hide an attack",
    practices=("automation.security-hub-guardduty",),
    severity=Severity.MEDIUM,
    why="What is archived on arrival reaches nobody, and the filter stays when its reason is gone.",
    fix="name the resource, the account or the address that the filter is about",
    rules=(ResourceRule((_FILTER,), _check),),
    good=(
        example("a machine", _filter(_TYPE, _INSTANCE)),
        example("machines by their tags", _filter({"field": "resource.instanceDetails.tags.value", "matches": ["a*"]})),
        example("an account", _filter(_TYPE, {"field": "accountId", "equals": ["444455556666"]})),
        example(
            "an address",
            _filter({"field": "service.action.portProbeAction.portProbeDetails.remoteIpDetails", "equals": ["a"]}),
        ),
        example("a filter that archives nothing", _filter(_TYPE, action="NOOP")),
    ),
    bad=(
        example("everything of low severity", _filter({"field": "severity", "lessThan": "4"})),
        example("a type of finding", _filter(_TYPE)),
        example("a region", _filter({"field": "region", "equals": ["us-east-1"]})),
        example("all but one machine", _filter({"field": _INSTANCE["field"], "notEquals": ["i-1a2b3c4d"]})),
        *(example(field, _filter({"field": field, "equals": ["Instance"]})) for field in _WIDE),
        example("no criterion", _filter()),
    ),
)
