"""Resources carry the tags that the organization asks for."""

import re
from collections.abc import Iterator

from .._families import family
from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._properties import Undecided, each
from .._resources import Resource


def _matches(pattern: str, value: str) -> bool:
    try:
        return re.fullmatch(pattern, value) is not None
    except re.error:
        raise Undecided("required") from None


def _check(resource: Resource) -> Iterator[str]:
    required = resource.parameters["required"]

    def check_tag(key: str) -> Iterator[str]:
        # With the provider's default tags; these are missing in exports of older versions.
        blocks = [resource.block(name) for name in ("tagsAll", "tags") if name in resource]
        value = next((block.text(key) for block in blocks if key in block), "")
        if not value:
            yield f"nobody can tell whose it is, or what for; got no tag {key}, expected one with a value"
        elif not _matches(required[key], value):
            yield f"the tag {key} says nothing that is known; got {value}, expected a value like {required[key]}"

    yield from each(required, check_tag)


# Tags that are a list of objects, and tags that pick resources instead of marking one.
_OTHER_TAGS = frozenset(("aws:autoscaling/group:Group", "aws:devopsguru/resourceCollection:ResourceCollection"))
_BUCKET = "aws:s3/bucketV2:BucketV2"  # Any type; this one's inputs have both maps.
_OWNER = {"owner": ".+"}
_STAGES = {"stage": "development|production"}


def _given(**maps: object) -> Given:
    return Given(_BUCKET, maps)


CONTROL = Control(
    id="tags.required",
    title="Resources carry the tags that the organization asks for",
    practices=("account.organizations", "compliance.well-architected"),
    severity=Severity.MEDIUM,
    why="Costs, findings and access rules by tag miss whatever has none.",
    fix="add the tag to the resource, or to defaultTags of the provider",
    rules=(ResourceRule(tuple(type for type in family("tags") if type not in _OTHER_TAGS), _check),),
    parameters={
        "required": Parameter(
            {},
            {
                "type": "object",
                "additionalProperties": {"type": "string", "format": "regex"},
                "description": "Tag keys, each with a pattern of its values (such as .+ for any); empty: not judged.",
            },
        )
    },
    good=(
        example("nothing asked for", _given()),
        example("a tag", _given(tags={"owner": "payments"}), required=_OWNER),
        example("a tag of the provider's", _given(tagsAll={"owner": "payments"}), required=_OWNER),
        example(
            "one here, one of the provider's",
            _given(tags={"stage": "production"}, tagsAll={"owner": "payments"}),
            required=_OWNER | _STAGES,
        ),
        example("one of the values", _given(tags={"stage": "development"}), required=_STAGES),
        example("no pattern", _given(tags={"stage": "development"}), required={"stage": "("}),
    ),
    bad=(
        example("everything omitted", Given(_BUCKET), required=_OWNER),
        example("other tags", _given(tags={"team": "payments"}), required=_OWNER),
        example("no value", _given(tags={"owner": ""}), required=_OWNER),
        example("another value", _given(tags={"stage": "development-2"}), required=_STAGES),
        example("the last one is missing", _given(tags={"owner": "payments"}, tagsAll={}), required=_OWNER | _STAGES),
        example(
            "the provider overrides", _given(tags={"stage": "production"}, tagsAll={"stage": "x"}), required=_STAGES
        ),
    ),
)
