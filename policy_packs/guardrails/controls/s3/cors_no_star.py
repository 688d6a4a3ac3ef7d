"""Cross-origin rules let no page of just any site write or send credentials."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BUCKETS, CORS

_WRITES = ("DELETE", "POST", "PUT")
_EVERY_SITE = ("*", "http://*", "https://*")


def _check(resource: Resource) -> Iterator[str]:
    yield from each(resource.blocks("corsRules"), _check_rule)


def _check_rule(rule: Block) -> Iterator[str]:
    writes = [method for method in rule.texts("allowedMethods") if method in _WRITES]
    open_origins = [origin for origin in rule.texts("allowedOrigins") if origin in _EVERY_SITE]
    if writes and open_origins:
        yield (
            f"pages of every site may write; got {rule.path('allowedOrigins')} {', '.join(open_origins)} "
            f"with {', '.join(writes)}, expected the origins of your own pages"
        )


def _rule(origin: str, *methods: str) -> dict[str, list[str]]:
    return {"allowedOrigins": ["https://shop.example.com", origin], "allowedMethods": list(methods)}


def _given(*rules: dict[str, list[str]], type: str = CORS[0]) -> Given:
    return Given(type, {"bucket": "assets", "corsRules": list(rules)})


CONTROL = Control(
    id="s3.cors-no-star",
    title="Cross-origin rules let no page of just any site write objects",
    practices=("application.secure-coding",),
    severity=Severity.MEDIUM,
    why="With a star, any page that a user visits can write to the bucket with the requests that user signed.",
    fix="name your own sites in allowedOrigins, or allow only GET and HEAD",
    rules=(ResourceRule((*CORS, *BUCKETS), _check),),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (*CORS, *BUCKETS)),
        example("everybody may read", _given(_rule("*", "GET", "HEAD"))),
        example("your own pages may write", _given(_rule("https://*.example.com", "GET", "PUT"))),
    ),
    bad=(
        *(example(f"pages of every site: {origin}", _given(_rule(origin, "GET", "PUT"))) for origin in _EVERY_SITE),
        *(example(f"every page may {method}", _given(_rule("*", method))) for method in _WRITES),
        example("the second rule", _given(_rule("*", "GET"), _rule("*", "PUT"))),
        example("the old token of the rules", _given(_rule("*", "POST"), type=CORS[1])),
        *(
            example(f"the bucket's own rules: {type}", Given(type, {"corsRules": [_rule("*", "DELETE")]}))
            for type in BUCKETS
        ),
    ),
)
