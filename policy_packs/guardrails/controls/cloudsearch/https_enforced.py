"""CloudSearch domains refuse plain HTTP."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import DOMAIN


def _is_off(domain: Resource) -> bool:
    return not domain.block("endpointOptions").flag("enforceHttps")


def _check(domain: Resource) -> Iterator[str]:
    if _is_off(domain):
        yield "searches and their results can be read on the way; got endpointOptions.enforceHttps false, expected true"


def _mend(domain: Resource) -> dict[str, bool]:
    return {"endpointOptions.enforceHttps": True} if _is_off(domain) else {}


CONTROL = Control(
    id="cloudsearch.https-enforced",
    title="CloudSearch domains refuse plain HTTP",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Searches say what people look for, and results are the data; over HTTP everybody on the way has both.",
    fix="set endpointOptions.enforceHttps to true",
    rules=(ResourceRule((DOMAIN,), _check, _mend),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_220",)},
    good=(example("HTTPS only", Given(DOMAIN, {"endpointOptions": {"enforceHttps": True}})),),
    bad=(
        example("everything omitted", Given(DOMAIN)),
        example("HTTP too", Given(DOMAIN, {"endpointOptions": {"enforceHttps": False}})),
    ),
)
