"""What holds data shows by which backup plan it is covered: a selection of the stack, or a tag."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Parameter, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import ARNS, SELECTION, is_selected


def _check(store: Resource, stack: Stack) -> Iterator[str]:
    keys: list[str] = store.parameters["backupTags"]
    if not {*keys} & {*store.block("tags").names()} and not is_selected(store, stack):
        yield (
            "nothing tells of backups of what it holds; got no selection in the stack and no tag, "
            f"expected a selection or one of the tags {', '.join(keys)}"
        )


_TABLE = "aws:dynamodb/table:Table"
_REQUIRED: dict[str, dict[str, object]] = {
    _TABLE: {"hashKey": "id", "attributes": [{"name": "id", "type": "S"}]},
    "aws:ebs/volume:Volume": {"availabilityZone": "us-east-1a", "size": 8},
    "aws:rds/cluster:Cluster": {"engine": "aurora-mysql"},
    "aws:rds/instance:Instance": {"instanceClass": "db.m7g.large"},
}


def _store(type: str = _TABLE, **more: object) -> Given:
    return Given(type, _REQUIRED.get(type, {}) | more, name="store")


def _selection(resource: object) -> Given:
    role = "arn:aws:iam::111122223333:role/backup"
    return Given(SELECTION, {"iamRoleArn": role, "planId": "daily", "resources": [resource]}, name="selection")


CONTROL = Control(
    id="backup.resources-covered",
    title="What holds data shows by which backup plan it is covered",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Where neither a selection nor a tag tells, nobody can say whether the data would come back.",
    fix="select the resource in a backup Selection, or give it a tag by which a plan selects it",
    rules=(StackRule(tuple(ARNS), _check),),
    detection=(
        ConfigRule("RDS_IN_BACKUP_PLAN"),
        ConfigRule("DYNAMODB_IN_BACKUP_PLAN"),
        ConfigRule("EBS_IN_BACKUP_PLAN"),
        ConfigRule("EFS_IN_BACKUP_PLAN"),
    ),
    equivalents={
        Tool.CHECKOV: ("CKV2_AWS_8", "CKV2_AWS_9", "CKV2_AWS_18"),
        Tool.SECURITY_HUB: ("DynamoDB.4", "EC2.28", "RDS.26"),
    },
    parameters={
        "backupTags": Parameter(
            ["backup", "Backup", "BackupPlan", "backup-plan"],
            {
                "type": "array",
                "items": {"type": "string"},
                "minItems": 1,
                "description": "The keys of tags by which backup plans select.",
            },
        )
    },
    good=(
        *(example(f"selected in the stack: {type}", _store(type), _selection(Ref("store", "arn"))) for type in ARNS),
        example("a tag", _store(tags={"backup": "daily"})),
        example("a tag of one's own", _store(tags={"restore-within": "4h"}), backupTags=["restore-within"]),
    ),
    bad=(
        *(example(f"everything omitted: {type}", _store(type)) for type in ARNS),
        example("another one is selected", _store(), _selection("arn:aws:dynamodb:us-east-1:111122223333:table/other")),
        example("another tag", _store(tags={"team": "backup"})),
        example("a tag that no plan selects by", _store(tags={"backup": "daily"}), backupTags=["restore-within"]),
    ),
)
