"""Access Analyzer archives no findings by a rule that could hide an open door."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_RULE = "aws:accessanalyzer/archiveRule:ArchiveRule"

# What says which door, or who may come in, and not just what kind of door it is.
_NARROW = ("id", "resource", "resourceOwnerAccount")
_NARROW_BEGINNINGS = ("condition.", "principal.")


def _check(rule: Resource) -> Iterator[str]:
    # One that leaves something out takes all the rest.
    filters = [block.text("criteria") for block in rule.blocks("filters") if "eqs" in block or "contains" in block]
    if not any(name in _NARROW or name.startswith(_NARROW_BEGINNINGS) for name in filters):
        yield f"open doors are archived unseen; got filters by {filters}, expected a resource or a principal besides"


def _rule(*filters: dict[str, object]) -> Given:
    return Given(_RULE, {"analyzerName": "external", "ruleName": "quiet", "filters": list(filters)})


_BUCKETS: dict[str, object] = {"criteria": "resourceType", "eqs": ["AWS::S3::Bucket"]}

CONTROL = Control(
    id="accessanalyzer.archive-rules-narrow",
    title="Access Analyzer archives no findings by a rule that could hide an open door",
    practices=("iam.access-analyzer",),
    severity=Severity.MEDIUM,
    why="What is archived on arrival reaches nobody, and the rule stays when its reason is gone.",
    fix="name the resource, its account or the principal that the rule is about",
    rules=(ResourceRule((_RULE,), _check),),
    good=(
        *(
            example(name, _rule(_BUCKETS, {"criteria": name, "eqs": ["a"]}))
            for name in ("condition.aws:PrincipalOrgID", "id", "principal.AWS", "resource", "resourceOwnerAccount")
        ),
        example("a part of a name", _rule({"criteria": "resource", "contains": ["website"]})),
    ),
    bad=(
        example("a kind of resource", _rule(_BUCKETS)),
        example("everything that isn't public", _rule({"criteria": "isPublic", "eqs": ["false"]})),
        example("all but one resource", _rule({"criteria": "resource", "neqs": ["arn:aws:s3:::website"]})),
        example("whatever has an id", _rule({"criteria": "id", "exists": "true"})),
        example("everything omitted", _rule()),
    ),
)
