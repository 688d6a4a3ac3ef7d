"""A tag of an image always stands for the same image."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import REPOSITORY, TEMPLATE

_FILTERS = "imageTagMutabilityExclusionFilters"


def _check(repository: Resource) -> Iterator[str]:
    mutability = repository.text("imageTagMutability")
    if mutability == "IMMUTABLE_WITH_EXCLUSION":
        yield from each(repository.blocks(_FILTERS), _check_exclusion)
    elif mutability != "IMMUTABLE":
        yield (
            f"a tag may be another image tomorrow; got imageTagMutability {mutability or 'MUTABLE'}, expected IMMUTABLE"
        )


def _check_exclusion(exclusion: Block) -> Iterator[str]:
    if set(exclusion.text("filter")) == {"*"}:
        yield f"a tag may be another image tomorrow; got {exclusion.path('filter')} *, expected a few tags"


def _mend(repository: Resource) -> dict[str, str]:
    # Exclusions would have to go too, and say what somebody means to change.
    return {"imageTagMutability": "IMMUTABLE"} if _FILTERS not in repository and any(_check(repository)) else {}


def _excluding(type: str, mutability: str, *filters: str) -> Given:
    exclusions = [{"filter": filter, "filterType": "WILDCARD"} for filter in filters]
    return Given(type, {"imageTagMutability": mutability, _FILTERS: exclusions})


CONTROL = Control(
    id="ecr.immutable-tags",
    title="A tag of an image always stands for the same image",
    practices=("application.secure-coding",),
    severity=Severity.MEDIUM,
    tier=Tier.MINIMAL,
    why="Who may push replaces the image under the tag that runs, and no deploy shows it.",
    fix="set imageTagMutability to IMMUTABLE",
    rules=(ResourceRule((REPOSITORY, TEMPLATE), _check, _mend),),
    detection=(ConfigRule("ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED"), SecurityHubControl("ECR.2")),
    frameworks={Framework.FSBP: ("ECR.2",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_51",),
        Tool.CONTROL_TOWER: ("ECR.PR.3",),
        Tool.TRIVY: ("AWS-0031",),
    },
    good=(
        *(
            example(f"immutable: {type}", Given(type, {"imageTagMutability": "IMMUTABLE"}))
            for type in (REPOSITORY, TEMPLATE)
        ),
        example("immutable but for a few", _excluding(REPOSITORY, "IMMUTABLE_WITH_EXCLUSION", "dev-*", "latest")),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (REPOSITORY, TEMPLATE)),
        example("mutable", Given(REPOSITORY, {"imageTagMutability": "MUTABLE"})),
        example("mutable but for a few", _excluding(REPOSITORY, "MUTABLE_WITH_EXCLUSION", "release-*")),
        example("immutable but for all", _excluding(REPOSITORY, "IMMUTABLE_WITH_EXCLUSION", "latest", "**")),
    ),
)
