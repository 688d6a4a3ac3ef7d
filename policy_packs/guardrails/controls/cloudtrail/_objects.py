"""Controls that ask trails for the events of objects in S3, by the kind of event."""

from collections.abc import Iterator, Mapping
from itertools import islice

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ..s3._helpers import BUCKET, BUCKETS
from ._helpers import TRAIL, fills, object_selections, trail

_SHOWN = 5  # buckets in a message
_WORDS = {"read": "ReadOnly", "write": "WriteOnly"}


def _beside(stack: Stack) -> dict[str, str]:
    """The buckets that no trail writes into: the beginning of their objects' ARNs to their names."""
    buckets = [bucket for bucket in stack.of_type(*BUCKETS) if not fills(bucket, stack)]
    return {f"{bucket.text('bucket')}/": bucket.name for bucket in buckets}


def objects_logged(
    *,
    id: str,
    title: str,
    kind: str,
    why: str,
    detection: tuple[ConfigRule | SecurityHubControl, ...],
    frameworks: Mapping[Framework, tuple[str, ...]],
    equivalents: Mapping[Tool, tuple[str, ...]],
) -> Control:
    """A control that asks for the events of the kind: read or write.

    A trail takes those of all buckets, or of every bucket that stands beside it, its own archive apart.
    """

    def check(resource: Resource, stack: Stack) -> Iterator[str]:
        chosen = set(object_selections(resource, kind))
        if "" in chosen:
            return
        beside = stack.once(_beside)
        missed = list(islice((name for prefix, name in beside.items() if prefix not in chosen), _SHOWN))
        if missed or not beside or not chosen:
            got = f"none for {', '.join(missed)}" if missed else "none for all buckets"
            yield f"nobody sees who {kind}s objects; got {got}, expected a selector of AWS::S3::Object"

    word, other = _WORDS[kind], _WORDS["write" if kind == "read" else "read"]
    flag, other_flag = ("true", "false") if kind == "read" else ("false", "true")
    return Control(
        id=id,
        title=title,
        practices=("logging.cloudtrail", "compliance.access-audit"),
        severity=Severity.MEDIUM,
        why=why,
        fix="add a selector of AWS::S3::Object with the value arn:aws:s3 to the trail",
        rules=(StackRule((TRAIL,), check),),
        detection=detection,
        tier=Tier.REGULATED,
        frameworks=frameworks,
        equivalents=equivalents,
        good=(
            example("all objects", _basic("All", "arn:aws:s3")),
            example("all objects, written otherwise", _basic("All", "arn:aws:s3:::")),
            example("only this kind", _basic(word, "arn:aws:s3")),
            example("the kind isn't said, which is all", _basic(None, "arn:aws-cn:s3")),
            example("the one bucket that stands beside it", _DATA, _basic("All", "arn:aws:s3:::data/")),
            example("the archive's own apart", _ARCHIVE, _DATA, _basic("All", "arn:aws:s3:::data/")),
            example("an advanced selector", _advanced()),
            example("an advanced selector of this kind", _advanced({"field": "readOnly", "equals": [flag]})),
            example(
                "an advanced selector that leaves the archive out",
                _advanced({"field": "resources.ARN", "notStartsWiths": ["arn:aws:s3:::trail-archive/"]}),
            ),
            example(
                "an advanced selector of the bucket beside it",
                _DATA,
                _advanced({"field": "resources.ARN", "startsWiths": ["arn:aws:s3:::data/"]}),
            ),
        ),
        bad=(
            example("everything omitted but the bucket", trail()),
            example("no selector, with a bucket beside it", _DATA, trail()),
            example("only the other kind", _basic(other, "arn:aws:s3")),
            example("functions", _basic("All", "arn:aws:lambda", "AWS::Lambda::Function")),
            example("one bucket, and others are elsewhere", _basic("All", "arn:aws:s3:::data/")),
            example("another bucket than the one beside it", _DATA, _basic("All", "arn:aws:s3:::other/")),
            example("the bucket without its objects", _DATA, _basic("All", "arn:aws:s3:::data")),
            example("an advanced selector of the other kind", _advanced({"field": "readOnly", "equals": [other_flag]})),
            example("an advanced selector of tables", _advanced(type="AWS::DynamoDB::Table")),
            *(
                example(
                    f"an advanced selector of some objects by {name}",
                    _advanced({"field": "resources.ARN", name: ["arn:aws:s3:::data/a"]}),
                )
                for name in ("equals", "startsWiths", "endsWiths")
            ),
        ),
    )


_DATA = Given(BUCKET, {"bucket": "data"}, name="data")
_ARCHIVE = Given(BUCKET, {"bucket": "trail-archive"}, name="archive")


def _basic(kind: str | None, value: str, type: str = "AWS::S3::Object") -> Given:
    said = {"readWriteType": kind} if kind else {}
    return trail(eventSelectors=[said | {"dataResources": [{"type": type, "values": [value]}]}])


def _advanced(*fields: dict[str, object], type: str = "AWS::S3::Object") -> Given:
    chosen = [
        {"field": "eventCategory", "equals": ["Data"]},
        {"field": "resources.type", "equals": [type]},
        *fields,
    ]
    return trail(advancedEventSelectors=[{"name": "Objects", "fieldSelectors": chosen}])
