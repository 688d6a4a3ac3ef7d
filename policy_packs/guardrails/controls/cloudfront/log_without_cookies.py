"""Access logs of distributions have no cookies in them."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import DISTRIBUTION, distribution


def _check(distribution: Resource) -> Iterator[str]:
    if distribution.block("loggingConfig").flag("includeCookies"):
        yield "the log hands out sessions; got loggingConfig.includeCookies true, expected false"


def _mend(distribution: Resource) -> dict[str, bool]:
    return {"loggingConfig.includeCookies": False} if any(_check(distribution)) else {}


_LOGS: dict[str, Any] = {"bucket": "edge-logs-111122223333.s3.amazonaws.com"}

CONTROL = Control(
    id="cloudfront.log-without-cookies",
    title="Access logs of distributions have no cookies in them",
    practices=("application.secrets", "logging.centralized"),
    severity=Severity.LOW,
    why="Who reads a session cookie in a log is signed in as its owner.",
    fix="set loggingConfig.includeCookies to false, or leave it out",
    rules=(ResourceRule((DISTRIBUTION,), _check, _mend),),
    good=(
        example("no log", distribution()),
        example("a log of requests", distribution(loggingConfig=_LOGS)),
        example("no cookies", distribution(loggingConfig=_LOGS | {"includeCookies": False})),
    ),
    bad=(example("cookies", distribution(loggingConfig=_LOGS | {"includeCookies": True})),),
)
