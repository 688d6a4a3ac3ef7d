"""CloudFront Functions run on the current runtime."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_FUNCTION = "aws:cloudfront/function:Function"
_OLD, _CURRENT = "cloudfront-js-1.0", "cloudfront-js-2.0"


def _check(function: Resource) -> Iterator[str]:
    if function.text("runtime") == _OLD:
        yield f"the language is that of 2009; got runtime {_OLD}, expected {_CURRENT}"


_CODE = {"name": "headers", "code": "function handler(event) { return event.request; }"}

CONTROL = Control(
    id="cloudfront.function-runtime",
    title="CloudFront Functions run on the current runtime",
    practices=("patching.managed-services",),
    severity=Severity.LOW,
    why="The first runtime can't compare signatures safely and gets no new features.",
    fix=f"set runtime to {_CURRENT}",
    rules=(ResourceRule((_FUNCTION,), _check),),
    good=(
        example("the current one", Given(_FUNCTION, _CODE | {"runtime": _CURRENT})),
        example("everything omitted", Given(_FUNCTION)),
    ),
    bad=(example("the first one", Given(_FUNCTION, _CODE | {"runtime": _OLD})),),
)
