"""Stores that still hold data aren't destroyed with it."""

from collections.abc import Iterator

from .._families import family
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_STORES = (
    "aws:athena/database:Database",
    "aws:athena/workgroup:Workgroup",
    "aws:dsql/cluster:Cluster",
    "aws:ecr/repository:Repository",
    "aws:ecrpublic/repository:Repository",
    "aws:lightsail/bucket:Bucket",
    "aws:route53/zone:Zone",
)
_PATHS = {type: path for type, (path, *_) in family("destroyed_with_content").items() if type in _STORES}


def _check(store: Resource) -> Iterator[str]:
    name = _PATHS[store.type]
    if store.flag(name):
        yield f"destroying it destroys what it holds; got {name} true, expected false"


def _mend(store: Resource) -> dict[str, bool]:
    name = _PATHS[store.type]
    return {name: False} if store.flag(name) else {}


CONTROL = Control(
    id="data.not-destroyed-with-content",
    title="Stores that still hold data aren't destroyed with it",
    practices=("response.plan", "advisor.trusted-advisor"),
    severity=Severity.MEDIUM,
    why="AWS refuses to delete what isn't empty; the flag turns that last safety catch off.",
    fix="leave the flag off, and empty the store by hand when it has to go",
    rules=(ResourceRule(tuple(_PATHS), _check, _mend),),
    good=(
        example("everything omitted", Given("aws:ecr/repository:Repository")),
        example("off", Given("aws:dsql/cluster:Cluster", {"forceDestroy": False})),
    ),
    bad=(
        example("a database", Given("aws:athena/database:Database", {"name": "sales", "forceDestroy": True})),
        example("a workgroup", Given("aws:athena/workgroup:Workgroup", {"forceDestroy": True})),
        example("a cluster", Given("aws:dsql/cluster:Cluster", {"forceDestroy": True})),
        example("a repository of images", Given("aws:ecr/repository:Repository", {"forceDelete": True})),
        example(
            "a public repository",
            Given("aws:ecrpublic/repository:Repository", {"repositoryName": "shop", "forceDestroy": True}),
        ),
        example(
            "a bucket",
            Given("aws:lightsail/bucket:Bucket", {"bundleId": "small_1_0", "name": "shop", "forceDelete": True}),
        ),
        example("a zone", Given("aws:route53/zone:Zone", {"name": "example.com", "forceDestroy": True})),
    ),
)
