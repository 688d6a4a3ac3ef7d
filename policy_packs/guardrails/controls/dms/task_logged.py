"""Replications log what they read and what they write."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_TASK = "aws:dms/replicationTask:ReplicationTask"
_CONFIG = "aws:dms/replicationConfig:ReplicationConfig"
_PROPERTIES = {_TASK: "replicationTaskSettings", _CONFIG: "replicationSettings"}
_PARTS = ("SOURCE_CAPTURE", "SOURCE_UNLOAD", "TARGET_APPLY", "TARGET_LOAD")
_TOO_LITTLE = ("LOGGER_SEVERITY_ERROR", "LOGGER_SEVERITY_WARNING")


def _check(task: Resource) -> Iterator[str]:
    settings = task.json(_PROPERTIES[task.type]) or {}
    logging = _object(settings.get("Logging"))
    if logging.get("EnableLogging") is not True:
        yield "what is copied, and what fails, is lost; got no Logging.EnableLogging, expected true"
        return
    components = logging.get("LogComponents")
    for item in map(_object, components if isinstance(components, list) else ()):
        part, severity = item.get("Id"), item.get("Severity")
        if part in _PARTS and severity in _TOO_LITTLE:
            yield f"only problems are logged; got {severity} for {part}, expected LOGGER_SEVERITY_DEFAULT"


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


_MAPPINGS = json.dumps({"rules": []})
_ENDS = {
    "sourceEndpointArn": "arn:aws:dms:us-east-1:111122223333:endpoint:SOURCE",
    "targetEndpointArn": "arn:aws:dms:us-east-1:111122223333:endpoint:TARGET",
    "tableMappings": _MAPPINGS,
}
_INSTANCE = "arn:aws:dms:us-east-1:111122223333:rep:ORDERS"


def _task(logging: object = None) -> Given:
    task = {"migrationType": "cdc", "replicationInstanceArn": _INSTANCE, "replicationTaskId": "orders"} | _ENDS
    settings = None if logging is None else json.dumps({"Logging": logging})
    return Given(_TASK, task | {"replicationTaskSettings": settings})


def _config(**logging: object) -> Given:
    config = {
        "computeConfig": {"replicationSubnetGroupId": "private"},
        "replicationConfigIdentifier": "orders",
        "replicationType": "cdc",
        "replicationSettings": json.dumps({"Logging": logging}),
    }
    return Given(_CONFIG, config | _ENDS)


def _component(part: str, severity: str = "DEFAULT") -> dict[str, str]:
    return {"Id": part, "Severity": f"LOGGER_SEVERITY_{severity}"}


def _logging(*components: dict[str, str]) -> Given:
    return _task({"EnableLogging": True, "LogComponents": [*components]})


CONTROL = Control(
    id="dms.task-logged",
    title="Replications log what they read and what they write",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Rows that were left out or written twice show in the task's log and nowhere else.",
    fix="set Logging.EnableLogging to true in the task's settings, with the default severity",
    rules=(ResourceRule(tuple(_PROPERTIES), _check),),
    detection=(
        ConfigRule("DMS_REPLICATION_TASK_SOURCEDB_LOGGING"),
        ConfigRule("DMS_REPLICATION_TASK_TARGETDB_LOGGING"),
        SecurityHubControl("DMS.7"),
        SecurityHubControl("DMS.8"),
    ),
    frameworks={Framework.FSBP: ("DMS.7", "DMS.8")},
    good=(
        example("on", _task({"EnableLogging": True})),
        example("on for every part", _logging(*map(_component, _PARTS))),
        example("little of another part", _logging(_component("SORTER", "ERROR"))),
        example("on for a serverless one", _config(EnableLogging=True)),
    ),
    bad=(
        example("everything omitted that may be", _task()),
        example("off", _task({"EnableLogging": False})),
        example("something else in its place", _task([])),
        *(example(f"only errors of {part}", _logging(_component(part, "ERROR"))) for part in _PARTS),
        example("only warnings", _logging(_component(_PARTS[0], "WARNING"))),
        example("off for a serverless one", _config(EnableLogging=False)),
    ),
)
