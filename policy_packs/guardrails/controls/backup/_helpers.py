"""The types of AWS Backup, and what a plan's selections hold.

Source: AWS Backup developer guide, "Assign AWS services to a backup plan".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from .._documents import matches
from .._properties import Block, Undecided, each
from .._resources import Resource, Stack

VAULT = "aws:backup/vault:Vault"
PLAN = "aws:backup/plan:Plan"
SELECTION = "aws:backup/selection:Selection"
# What a selection chooses by.
_CHOOSING = ("resources", "notResources", "selectionTags", "conditions")

# The ARN of any resource of the type: what matches it speaks of all of them.
ARNS = {
    "aws:dynamodb/table:Table": "arn:aws:dynamodb:us-east-1:111122223333:table/any",
    "aws:ebs/volume:Volume": "arn:aws:ec2:us-east-1:111122223333:volume/any",
    "aws:efs/fileSystem:FileSystem": "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/any",
    "aws:rds/cluster:Cluster": "arn:aws:rds:us-east-1:111122223333:cluster:any",
    "aws:rds/instance:Instance": "arn:aws:rds:us-east-1:111122223333:db:any",
}


def is_selected(resource: Resource, stack: Stack) -> bool:
    """Whether a selection of the stack takes the resource, of one of the types above, into a backup plan.

    Raises:
        Undecided: none is known to, and for at least one it isn't known.
    """

    def check(selection: Resource) -> Iterator[str]:
        if _selects(selection, resource):
            yield selection.name

    return next(each(_candidates(resource, stack), check), None) is not None


def _candidates(resource: Resource, stack: Stack) -> Iterator[Resource]:
    """The selections that may hold the resource: what isn't among them names other resources only."""
    wide, named, has_arns = stack.once(_selections)
    yield from wide
    for name in (resource.urn, *resource.identifiers()):
        yield from named.get(name, ())
    if has_arns and not resource.is_known("arn"):
        raise Undecided("arn")


def _selections(stack: Stack) -> tuple[Iterable[Resource], Mapping[str, list[Resource]], bool]:
    """The selections that choose by patterns and tags, those that say the same once; the others, by the URNs and ARNs
    that they name; and whether these have ARNs.
    """
    wide: dict[object, Resource] = {}
    named: defaultdict[str, list[Resource]] = defaultdict(list)
    has_arns = False
    for selection in stack.of_type(SELECTION):
        said = tuple(item for item in selection.strings(unknown="") if item[0].startswith(_CHOOSING))
        declared = {name: selection.property_dependencies.get(name, ()) for name in _CHOOSING}
        arns = [text for path, text in said if path.startswith("resources")]
        is_open = any("*" in arn or "?" in arn for arn in arns) or arns.count("") > len(declared["resources"])
        if is_open or any(name in selection for name in _CHOOSING[1:]):
            wide.setdefault((said, *declared.items(), "resources" in selection), selection)
            continue
        has_arns |= any(arns)
        for name in (*declared["resources"], *filter(None, arns)):
            named[name].append(selection)
    return wide.values(), named, has_arns


def _selects(selection: Resource, resource: Resource) -> bool:
    if _names(selection, "notResources", resource):
        return False
    tags = _tags(resource)
    if any(tags.get(item.text("key")) == item.text("value") for item in selection.blocks("selectionTags")):
        return True
    everything = "resources" not in selection and "conditions" in selection
    return (everything or _names(selection, "resources", resource)) and all(
        _holds(condition, tags) for condition in selection.blocks("conditions")
    )


def _names(selection: Resource, property: str, resource: Resource) -> bool:
    declared = selection.property_dependencies.get(property, ())
    if resource.urn in declared:
        return True
    patterns = selection.texts(property)
    arns = [ARNS[resource.type], *resource.identifiers()]
    if any(matches(pattern, arn) for pattern in patterns for arn in arns):
        return True
    if patterns and not resource.is_known("arn"):
        raise Undecided(property)
    return False


def _tags(resource: Resource) -> dict[str, str]:
    tags = resource.block("tagsAll" if "tagsAll" in resource else "tags")
    return {name: tags.text(name) for name in tags.names()}


def _holds(condition: Block, tags: dict[str, str]) -> bool:
    """Whether the tags satisfy every clause; a clause is a tag's key, after aws:ResourceTag/, and a value."""

    def clauses(name: str) -> list[tuple[str, str]]:
        return [
            (tags.get(item.text("key").partition("/")[2], ""), item.text("value")) for item in condition.blocks(name)
        ]

    return (
        all(tag == value for tag, value in clauses("stringEquals"))
        and all(matches(value, tag) for tag, value in clauses("stringLikes"))
        and all(tag != value for tag, value in clauses("stringNotEquals"))
        and not any(matches(value, tag) for tag, value in clauses("stringNotLikes"))
    )
