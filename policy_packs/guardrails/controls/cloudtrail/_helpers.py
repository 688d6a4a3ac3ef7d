"""What the trails of CloudTrail select, and the buckets that they fill.

Source: CloudTrail user guide, "Logging management events" and "Logging data events".
"""

from collections.abc import Iterator

from .._model import Given
from .._properties import Block
from .._resources import Resource, Stack

TRAIL = "aws:cloudtrail/trail:Trail"
STORE = "aws:cloudtrail/eventDataStore:EventDataStore"

_BASIC = {"All": ("read", "write"), "ReadOnly": ("read",), "WriteOnly": ("write",)}


def trail(**inputs: object) -> Given:
    """A trail with what is required and the given inputs, for examples."""
    return Given(TRAIL, {"s3BucketName": "trail-archive", **inputs}, name="trail")


def management_kinds(resource: Resource) -> set[str]:
    """Which management events are selected: read, write."""
    basic, advanced = resource.blocks("eventSelectors"), resource.blocks("advancedEventSelectors")
    if not basic and not advanced:
        return {"read", "write"}
    found = {kind for block in basic if block.flag("includeManagementEvents", default=True) for kind in _kinds(block)}
    return found | {kind for block in advanced if _says(block, "eventCategory", "Management") for kind in _kinds(block)}


def object_selections(resource: Resource, kind: str) -> Iterator[str]:
    """The objects of S3 whose events of the kind are selected, by the beginnings of their ARNs; all of them: empty."""
    for block in resource.blocks("eventSelectors"):
        if kind in _kinds(block):
            for data in block.blocks("dataResources"):
                if data.text("type") == "AWS::S3::Object":
                    yield from (value.partition(":s3")[2].strip(":") for value in data.texts("values"))
    for block in resource.blocks("advancedEventSelectors"):
        if kind in _kinds(block) and _says(block, "resources.type", "AWS::S3::Object"):
            yield from _arns(block)


def _kinds(selector: Block) -> tuple[str, ...]:
    if "fieldSelectors" not in selector:
        return _BASIC.get(selector.text("readWriteType", default="All"), ())
    if _says(selector, "readOnly", "true"):
        return ("read",)
    return ("write",) if _says(selector, "readOnly", "false") else ("read", "write")


def _fields(selector: Block, name: str) -> list[Block]:
    return [field for field in selector.blocks("fieldSelectors") if field.text("field") == name]


def _says(selector: Block, name: str, value: str) -> bool:
    return any(value in field.texts("equals") for field in _fields(selector, name))


def _arns(selector: Block) -> list[str]:
    """The ARNs that an advanced selector takes; one that leaves some out, such as the archive's own, takes the rest."""
    fields = _fields(selector, "resources.ARN")
    narrow = [arn for field in fields for name in ("equals", "startsWiths", "endsWiths") for arn in field.texts(name)]
    return [arn.partition(":::")[2] for arn in narrow] or [""]


def fills(bucket: Resource, stack: Stack) -> bool:
    """Whether a trail of the stack writes into the bucket."""
    return bool(stack.sidecars(bucket, TRAIL, by="s3BucketName"))
