"""What holds data is in a backup plan, where the stack has backup plans at all."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import ARNS, SELECTION, is_selected


def _check(store: Resource, stack: Stack) -> Iterator[str]:
    if stack.of_type(SELECTION) and not is_selected(store, stack):
        yield "it is left out of the backups; got no selection that holds it, expected one by ARN or by tag"


_TABLE = "aws:dynamodb/table:Table"
_VOLUME = "aws:ebs/volume:Volume"
_FILES = "aws:efs/fileSystem:FileSystem"
_CLUSTER = "aws:rds/cluster:Cluster"
_INSTANCE = "aws:rds/instance:Instance"
_REQUIRED: dict[str, dict[str, object]] = {
    _TABLE: {"hashKey": "id", "attributes": [{"name": "id", "type": "S"}]},
    _VOLUME: {"availabilityZone": "us-east-1a", "size": 8},
    _FILES: {},
    _CLUSTER: {"engine": "aurora-mysql"},
    _INSTANCE: {"instanceClass": "db.m7g.large"},
}
_TAG = "aws:ResourceTag/backup"


def _store(type: str = _TABLE, **tags: str) -> Given:
    return Given(type, _REQUIRED[type] | {"tags": tags or None}, name="store")


def _selection(*resources: object, **properties: object) -> Given:
    role = "arn:aws:iam::111122223333:role/backup"
    return Given(
        SELECTION,
        {"iamRoleArn": role, "planId": "daily", "resources": [*resources] or None} | properties,
        name="selection",
    )


def _where(operator: str, value: str) -> Given:
    return _selection(conditions={operator: [{"key": _TAG, "value": value}]})


_OTHER = "arn:aws:dynamodb:us-east-1:111122223333:table/another"
_BY_TAG = [{"type": "STRINGEQUALS", "key": "backup", "value": "daily"}]

CONTROL = Control(
    id="backup.resources-selected",
    title="What holds data is in a backup plan, where the stack has backup plans at all",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.MEDIUM,
    why="The store that nobody thought of is the one that has to be restored.",
    fix="select the resource by its ARN or by a tag in a backup Selection",
    rules=(StackRule(tuple(ARNS), _check),),
    detection=(
        ConfigRule("RDS_IN_BACKUP_PLAN"),
        ConfigRule("DYNAMODB_IN_BACKUP_PLAN"),
        ConfigRule("EBS_IN_BACKUP_PLAN"),
        ConfigRule("EFS_IN_BACKUP_PLAN"),
        SecurityHubControl("EFS.2"),
    ),
    frameworks={Framework.FSBP: ("EFS.2",)},
    equivalents={
        Tool.CHECKOV: ("CKV2_AWS_8", "CKV2_AWS_9", "CKV2_AWS_18"),
        Tool.SECURITY_HUB: ("DynamoDB.4", "EC2.28", "RDS.26"),
    },
    good=(
        example("backups are planned in another stack", _store()),
        *(example(f"selected by ARN: {type}", _store(type), _selection(Ref("store", "arn"))) for type in ARNS),
        *(
            example(f"all of them are selected: {type}", _store(type), _selection(arn.removesuffix("any") + "*"))
            for type, arn in ARNS.items()
        ),
        example("everything is selected", _store(), _selection("*")),
        example("selected by tag", _store(backup="daily"), _selection(selectionTags=_BY_TAG)),
        example("a tag equals", _store(backup="daily"), _where("stringEquals", "daily")),
        example("a tag is like", _store(backup="daily"), _where("stringLikes", "da*")),
        example("a tag differs", _store(backup="daily"), _where("stringNotEquals", "never")),
        example("a tag is unlike", _store(backup="daily"), _where("stringNotLikes", "nev*")),
    ),
    bad=(
        *(example(f"another one is selected: {type}", _store(type), _selection(_OTHER)) for type in ARNS),
        example("nothing is selected", _store(), _selection()),
        example("excluded", _store(), _selection("*", notResources=[Ref("store", "arn")])),
        example("no tag", _store(), _selection(selectionTags=_BY_TAG)),
        example("another tag", _store(backup="never"), _selection(selectionTags=_BY_TAG)),
        example("a tag does not equal", _store(backup="never"), _where("stringEquals", "daily")),
        example("a tag is not like", _store(backup="never"), _where("stringLikes", "da*")),
        example("a tag does not differ", _store(backup="never"), _where("stringNotEquals", "never")),
        example("a tag is not unlike", _store(backup="never"), _where("stringNotLikes", "nev*")),
        example(
            "selected, but the tag does not equal",
            _store(backup="never"),
            _selection("*", conditions={"stringEquals": [{"key": _TAG, "value": "daily"}]}),
        ),
    ),
)
